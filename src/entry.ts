/** Where the launcher begins: refuses a Node that could not even read the rest, then loads it. */
import { problemWithNode } from './config/node-version.js';

const problem = problemWithNode(process.version);
if (problem === undefined) {
  await import('./main.js');
} else {
  process.stderr.write(`decant: ${problem}\n`);
  process.exitCode = 1;
}
