/** Devices whose events may have to wait for the X server, and what is particular about them. */
import { wl_keyboard, wl_pointer, wl_touch } from '../../protocol/generated/wayland.js';
import { zwp_tablet_tool_v2 } from '../../protocol/generated/tablet-v2.js';
import type { HeldDevice, InputEvent } from './input-hold.js';

/**
 * Of movements that wait one behind the other only the newest counts. Behind each enter goes a motion to the same place:
 * Xwayland (22.1) takes a button that follows an enter at once for one at the corner of the screen.
 */
export const heldPointer: HeldDevice = {
  table: wl_pointer,
  supersede: (queue, name) => {
    if (name === 'motion') dropLastMotion(queue);
  },
  behind: ({ name, args: { surface_x = 0, surface_y = 0 } }, timeMs) =>
    name === 'enter' ? { name: 'motion', args: { time: timeMs, surface_x, surface_y } } : undefined,
};

export const heldKeyboard: HeldDevice = { table: wl_keyboard };

export const heldTouch: HeldDevice = { table: wl_touch };

export const heldTool: HeldDevice = { table: zwp_tablet_tool_v2 };

/** A movement that nothing has come behind is out of date with the next one; so is one in a frame of its own. */
function dropLastMotion(queue: InputEvent[]): void {
  const framed = queue.at(-1)?.name === 'frame';
  const at = queue.length - (framed ? 2 : 1);
  const alone = !framed || queue[at - 1]?.name === 'frame';
  if (queue[at]?.name === 'motion' && alone) queue.splice(at);
}
