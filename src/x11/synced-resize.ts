/**
 * Resizes of one X window that are shown only when the program has drawn them (EWMH, `_NET_WM_SYNC_REQUEST`): Xwayland is kept
 * from committing the window (`_XWAYLAND_ALLOW_COMMITS`) until the program's counter says that it is done. Meanwhile newer
 * sizes wait, and only the newest counts. Nobody is waited for longer than `patienceMs`, and who lets that pass is not
 * waited for again until the answer has come.
 */
import type { SyncExtension } from 'x11';
import { predefined } from './atoms.js';
import type { XConnection } from './connection.js';

const absolute = 0;
const positiveComparison = 2;
/** Values of a counter are 64 bits; more than this is no program's honest count. */
const maxValue = 2 ** 52;

interface Resize {
  /** Whether the size will be another one; asked when its turn comes. */
  readonly changesSize: () => boolean;
  readonly apply: () => void;
}

export class SyncedResize {
  readonly #connection: XConnection;
  readonly #sync: SyncExtension | undefined;
  readonly #window: number;
  readonly #patienceMs: number;
  /** The program's counter; 0: it has none. */
  #counter = 0;
  /** How often that has changed: it may be the same one again. */
  #change = 0;
  #alarm: number | undefined;
  #value = 0;
  #timer: NodeJS.Timeout | undefined;
  #late = false;
  #next: Resize | undefined;

  constructor(connection: XConnection, sync: SyncExtension | undefined, window: number, patienceMs: number) {
    this.#connection = connection;
    this.#sync = sync;
    this.#window = window;
    this.#patienceMs = patienceMs;
  }

  /** The alarm whose events are `answered`. */
  get alarm(): number | undefined {
    return this.#alarm;
  }

  /** The program says which counter it will set; 0: it cannot be asked. */
  async setCounter(counter: number): Promise<void> {
    if (counter === this.#counter) return;
    this.end();
    this.#counter = counter;
    const change = this.#change;
    if (counter === 0 || !this.#sync) return;
    const value = await this.#connection.counterValue(this.#sync, counter);
    if (this.#change !== change || value === undefined || Math.abs(value) > maxValue) return;
    this.#value = value;
    this.#alarm = this.#connection.newId();
    // With no delta it goes off once for each value that it is set to.
    const trigger = { counter, valueType: absolute, value: value + 1, testType: positiveComparison };
    this.#sync.CreateAlarm(this.#alarm, { ...trigger, delta: 0, events: 1 });
  }

  /** Resizes the window, now or when the resize before it is done. */
  request(resize: Resize): void {
    if (this.#timer) this.#next = resize;
    else this.#begin(resize);
  }

  /** The counter has reached what was asked for, or the alarm has ended. */
  answered(counterValue: number): void {
    if (counterValue < this.#value) return;
    this.#late = false;
    if (this.#timer) this.#done();
  }

  /** Nothing waits any more, and the window may be committed. */
  end(): void {
    this.#next = undefined;
    if (this.#timer) this.#done();
    if (this.#alarm !== undefined) {
      this.#sync?.DestroyAlarm(this.#alarm);
      this.#connection.retireId(this.#alarm);
    }
    this.#alarm = undefined;
    this.#change++;
    this.#counter = 0;
    this.#late = false;
  }

  #begin({ changesSize, apply }: Resize): void {
    if (this.#alarm !== undefined && !this.#late && changesSize()) this.#ask(this.#alarm);
    apply();
  }

  #ask(alarm: number): void {
    const { atoms } = this.#connection;
    this.#value++;
    this.#sync!.ChangeAlarm(alarm, { value: this.#value, delta: 0 });
    this.#allowCommits(false);
    const [low, high] = [this.#value % 2 ** 32, Math.floor(this.#value / 2 ** 32)];
    this.#connection.sendMessage(this.#window, atoms.WM_PROTOCOLS, [
      atoms._NET_WM_SYNC_REQUEST,
      this.#connection.time,
      low,
      high,
    ]);
    this.#timer = setTimeout(() => {
      this.#late = true;
      this.#done();
    }, this.#patienceMs);
  }

  #done(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#allowCommits(true);
    const next = this.#next;
    this.#next = undefined;
    if (next) this.#begin(next);
  }

  #allowCommits(on: boolean): void {
    const { atoms } = this.#connection;
    this.#connection.setWords(this.#window, atoms._XWAYLAND_ALLOW_COMMITS, predefined.CARDINAL, [Number(on)]);
  }
}
