/**
 * Preloaded (`node --import`) into the decant whose memory is measured: every peer it forks looks now and then whether
 * it is asked to collect its garbage. A signal would not do: forked peers start without their parent's handlers, and
 * decant sets its own. Never loaded in any other measure, for the looking wakes the peer up.
 */
import { existsSync, unlinkSync } from 'node:fs';

import { addon } from '../src/native/addon.js';
import { collectFolderVariable, requestFile } from './collect-request.js';

const lookEveryMs = 100;
/** One collection frees what the one before left to finalizers. */
const collections = 3;

const folder = process.env[collectFolderVariable];
const fork = addon.fork.bind(addon);

addon.fork = () => {
  const pid = fork();
  if (pid === 0 && folder !== undefined) answerRequests(requestFile(folder, addon.getpid()));
  return pid;
};

function answerRequests(request: string): void {
  setInterval(() => {
    if (!existsSync(request)) return;
    if (!globalThis.gc) throw new Error('bin/decant no longer passes --expose-gc');
    for (let i = 0; i < collections; i++) globalThis.gc();
    unlinkSync(request);
  }, lookEveryMs);
}
