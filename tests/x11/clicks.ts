/** Clicks of the host's pointer, as X programs see them. */
import { waitFor } from '../../tools/hosts/wait.js';
import type { VirtualPointer } from '../support/virtual-pointer.js';
import type { TestXClient } from './x-client.js';

/** Clicks on a place of the host's output until the X window `wid` has been pressed; the event. */
export async function clickOn(
  pointer: VirtualPointer,
  client: TestXClient,
  wid: number,
  { x, y }: { readonly x: number; readonly y: number },
): Promise<unknown> {
  const before = client.events.length;
  return waitFor('a click', { timeoutMs: 10_000 }, async () => {
    pointer.moveTo(x, y);
    pointer.press();
    pointer.release();
    await client.sync();
    return client.events.slice(before).find((event) => event.name === 'ButtonPress' && event['wid'] === wid);
  });
}
