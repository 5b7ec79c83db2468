/**
 * `node in-guest.js FOLDER COMMAND…`: runs a command in the machine of that folder (agent.sh) and stands for it here: its
 * environment and working directory, its output, its exit status; SIGTERM ends it. So what starts programs on the host can
 * start them there.
 */
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const stepMs = 50;
/** What a program gets to end in. */
const graceMs = 20_000;

const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** Copies what a file has got since the last time. */
function follow(path: string, target: NodeJS.WriteStream): () => void {
  const buffer = Buffer.alloc(65536);
  let at = 0;
  return () => {
    if (!existsSync(path)) return;
    const fd = openSync(path, 'r');
    for (;;) {
      const count = readSync(fd, buffer, 0, buffer.length, at);
      if (count === 0) break;
      target.write(Buffer.from(buffer.subarray(0, count)));
      at += count;
    }
    closeSync(fd);
  };
}

async function main([folder = '', ...argv]: readonly string[]): Promise<number> {
  const call = mkdtempSync(join(folder, 'calls/call-'));
  const words = Object.entries(process.env).map(([name, value]) => quote(`${name}=${value}`));
  const script = `cd ${quote(process.cwd())} && exec env -i ${words.join(' ')} ${argv.map(quote).join(' ')}\n`;
  process.on('SIGTERM', () => {
    // The machine may have gone, and its folder too.
    setTimeout(() => process.exit(1), graceMs).unref();
    writeFileSync(join(call, 'stop'), '');
  });
  const copies = [follow(join(call, 'out'), process.stdout), follow(join(call, 'err'), process.stderr)];
  writeFileSync(join(call, 'script'), script);
  renameSync(join(call, 'script'), join(call, 'call'));
  const status = join(call, 'status');
  while (!existsSync(status)) {
    copies.forEach((copy) => copy());
    await sleep(stepMs);
  }
  copies.forEach((copy) => copy());
  const result = Number(readFileSync(status, 'utf8'));
  rmSync(call, { recursive: true, force: true });
  return result;
}

process.exitCode = await main(process.argv.slice(2));
