/**
 * Ends a program that does not answer: its connection, and its process, which would not notice otherwise. The process is
 * only ended if all agree on it: the X server, which has it from the kernel, and the program's own properties, which say
 * that it runs on this machine and not behind an ssh.
 */
import { hostname } from 'node:os';
import type { Logger } from '../log/logger.js';
import { addon } from '../native/addon.js';
import { predefined } from './atoms.js';
import type { XConnection } from './connection.js';
import { textOf, wordsOf } from './properties.js';

const sigkill = 9;
const maxNameBytes = 256;

/** Ends the program that made `window`. */
export async function killProgram(connection: XConnection, window: number, log: Logger): Promise<void> {
  const pid = await localProcess(connection, window);
  log.warn(`X11 window ${window.toString(16)}: its program does not answer and is ended`);
  connection.x.KillClient(window);
  if (pid === undefined) return;
  try {
    addon.kill(pid, sigkill);
  } catch (error) {
    log.debug(`process ${pid} cannot be ended: ${String(error)}`);
  }
}

async function localProcess(connection: XConnection, window: number): Promise<number | undefined> {
  const [machine, claimed, known] = await Promise.all([
    connection.property(window, predefined.WM_CLIENT_MACHINE, maxNameBytes),
    connection.property(window, connection.atoms._NET_WM_PID, 4),
    connection.processOf(window),
  ]);
  const [pid] = wordsOf(claimed?.data ?? Buffer.alloc(0));
  const isHere = machine !== undefined && textOf(machine.data, false) === hostname();
  return isHere && known !== undefined && known > 1 && known === pid ? pid : undefined;
}
