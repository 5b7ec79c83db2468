/** How a window is closed that the user wants to be gone (ICCCM 4.2.8.1). Whether its program answers is `Liveness`' to say. */
import type { XWindow } from './window.js';
import type { WindowOwner } from './window-owner.js';

/** Asks the program to close the window; ends the program if it cannot be asked, or does not answer. */
export async function askToClose(window: XWindow, owner: WindowOwner): Promise<void> {
  const { connection } = owner;
  const { atoms } = connection;
  const { properties, liveness } = window;
  const canBeAsked = (): boolean => properties.protocols.has(atoms.WM_DELETE_WINDOW);
  if (!canBeAsked()) {
    // What is ended loses its work: not a program that has said just now that it can be asked.
    await properties.readAnew(atoms.WM_PROTOCOLS);
    if (owner.find(window.id) !== window) return;
    // The event that it had changed may have found this reading, and left the rest to it.
    window.propertyChanged('WM_PROTOCOLS');
  }
  if (!canBeAsked()) {
    connection.x.KillClient(window.id);
  } else if (liveness.hung) {
    owner.hung(window);
  } else {
    connection.sendMessage(window.id, atoms.WM_PROTOCOLS, [atoms.WM_DELETE_WINDOW, connection.time]);
    if (properties.protocols.has(atoms._NET_WM_PING)) liveness.ask();
  }
}
