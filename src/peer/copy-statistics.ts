/** What copying the pixels of one client has cost so far. Counted always, since it costs nothing; `stats-report.ts` tells it. */
export class CopyStatistics {
  /** Commits that attached a copied buffer. */
  frames = 0;
  bytes = 0;
  microseconds = 0;
  /** Buffers that the client's surfaces have on the host now. */
  hostBuffers = 0;
  mostHostBuffers = 0;

  copied(bytes: number, milliseconds: number): void {
    this.frames += 1;
    this.bytes += bytes;
    this.microseconds += milliseconds * 1000;
  }

  bufferMade(): void {
    this.hostBuffers += 1;
    this.mostHostBuffers = Math.max(this.mostHostBuffers, this.hostBuffers);
  }

  bufferGone(): void {
    this.hostBuffers -= 1;
  }
}

/** The one of each peer. */
export const copyStatistics = (): CopyStatistics => new CopyStatistics();
