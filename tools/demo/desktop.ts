/** The demo on a running desktop: a terminal in decant's wrapper mode, until its user closes it. */
import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { hasProgram } from '../hosts/child.js';
import { decantPath } from '../hosts/decant.js';
import { detail, step, tryNext } from './say.js';

/** A shell's status for a program that can't be started. */
const notFound = 127;
/** foot ends at once on a compositor without a seat. */
const terminals = [
  { name: 'foot', needs: 'wl_seat' },
  { name: 'weston-terminal', needs: 'wl_compositor' },
];

/** Returns the exit status: 0 if the terminal ran through decant, whatever it then ended with. */
export async function runOnDesktop(display: string): Promise<number> {
  step(`Your desktop is ${display}: asking decant whether it can serve here (bin/decant doctor).`);
  const doctor = spawnSync(decantPath, ['doctor'], { encoding: 'utf8' });
  if (doctor.status !== 0)
    throw new Error(`decant cannot serve here:\n${doctor.stdout}${doctor.stderr}`.trimEnd());
  const terminal = terminals.find(
    ({ name, needs }) => hasProgram(name) && doctor.stdout.includes(needs),
  )?.name;
  if (terminal === undefined)
    throw new Error(`no terminal found: install one of ${terminals.map(({ name }) => name).join(', ')}`);
  step(`Opening ${terminal} through decant: bin/decant ${terminal}`);
  detail('Whatever you start in it goes through decant too. Close it to end the demo.');
  const status = await new Promise<number>((resolve, reject) => {
    const child = spawn(decantPath, [terminal], { stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGKILL']));
  });
  step(`${terminal} has ended with status ${status}, and decant with it.`);
  tryNext([
    ['bin/decant PROGRAM', 'any other Wayland program'],
    ['bin/decant --verbose PROGRAM', 'the same, and decant says what it does'],
    ['bin/decant doctor', 'what your desktop offers, and what decant would choose'],
  ]);
  return status === notFound ? 1 : 0;
}
