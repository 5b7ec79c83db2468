/**
 * Records what a real client and a real host say to each other, directly: `capture.js HOST-SOCKET OWN-SOCKET FILE`.
 * Serves one client and ends with it. Record: direction (0 client, 1 host), descriptors, two unused bytes, length
 * (little-endian), bytes. How the files of this folder were made; not part of any test.
 */
import { writeFileSync } from 'node:fs';
import { addon } from '../../src/native/addon.js';

const bufferBytes = 65536;
const pauseMs = 1;

const [hostPath, ownPath, file] = process.argv.slice(2) as [string, string, string];
const listener = addon.listen(ownPath, 1);
let client = -1;
let host = -1;
const records: Uint8Array[] = [];
const buffer = new Uint8Array(bufferBytes);
const fds = new Int32Array(254);

/** Passes on what `from` has. Whether it has closed. */
function pump(direction: 0 | 1, from: number, to: number): boolean {
  for (;;) {
    const count = addon.receive(from, buffer, 0, bufferBytes, fds);
    if (count <= 0) return count === 0;
    const fdCount = fds[0]!;
    const head = new Uint8Array(Int32Array.of(direction | (fdCount << 8), count).buffer);
    records.push(head, buffer.slice(0, count));
    const numbers = fds.slice(1, 1 + fdCount);
    addon.send(to, buffer, 0, count, numbers, fdCount);
    for (const fd of numbers) addon.close(fd);
  }
}

const timer = setInterval(() => {
  if (client < 0) {
    client = addon.accept(listener);
    if (client < 0) return;
    host = addon.connect(hostPath);
  }
  const gone = pump(0, client, host);
  if (!gone && !pump(1, host, client)) return;
  clearInterval(timer);
  addon.close(client);
  addon.close(host);
  writeFileSync(file, Buffer.concat(records));
}, pauseMs);
