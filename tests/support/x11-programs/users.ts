/** A user at sway, with a virtual pointer and wtype. weston has no seat, and Xwayland 22.1 falls over when XTEST moves the pointer there. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCommand, startChild } from '../../../tools/hosts/child.js';
import { defaultSize, plainEnvironment } from '../../../tools/hosts/host.js';
import { slowness } from '../../../tools/hosts/wait.js';
import { VirtualPointer } from '../virtual-pointer.js';
import { corner, type Stage } from './stage.js';
import type { User } from './x-program.js';

const keyboardMs = 500;

/** Whoever opens a user lets it go again. */
export interface PresentUser extends User {
  leave(): void;
}

export async function userAt({ host }: Stage): Promise<PresentUser> {
  const pointer = await VirtualPointer.open(host.socketPath, defaultSize);
  const env = { ...plainEnvironment(host.runtimeDir), ...host.env };
  const wtype = async (...words: readonly string[]): Promise<void> => {
    // The keyboard comes with wtype; some time lets the program take it before the first key.
    const { status, stderr } = await runCommand(
      ['wtype', '-s', String(keyboardMs * slowness), '-d', '5', ...words],
      env,
    );
    if (status !== 0) throw new Error(`wtype: ${stderr}`);
  };
  const at = (x: number, y: number): void => pointer.moveTo(corner.x + x, corner.y + y);
  return {
    moveTo: async (x, y) => at(x, y),
    async click(x, y) {
      at(x, y);
      pointer.press();
      pointer.release();
    },
    async press(x, y) {
      at(x, y);
      pointer.press();
    },
    release: async () => pointer.release(),
    async holding(modifier, body) {
      const logPath = join(host.runtimeDir, 'holding');
      const words = ['wtype', '-M', modifier, '-s', '60000'];
      const held = startChild(words, { env, logPath });
      // Nothing says that the modifier is down.
      await sleep(keyboardMs * slowness);
      await body();
      await held.stop();
    },
    type: (text) => wtype(text),
    leave: () => pointer.close(),
  };
}
