/** Where the launcher begins: refuses a Node that could not even read the rest, then loads it. */
import { problemWithNode } from './config/node-version.js';

// Node's own answer to SIGUSR1 is a debugger on a port of this machine. Later the signal is the program's (`server.ts`).
process.on('SIGUSR1', () => undefined);

const problem = problemWithNode(process.version);
if (problem === undefined) {
  await import('./main.js');
} else {
  process.stderr.write(`decant: ${problem}\n`);
  process.exitCode = 1;
}
