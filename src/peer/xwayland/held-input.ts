/** What the user does with each kind of device, which waits where the X server is not ready for it. */
import type { PeerContext } from '../handler.js';
import type { ClientId, HostId } from '../ids.js';
import { heldKeyboard, heldPointer, heldTool, heldTouch } from './held-devices.js';
import { InputHold, type InputArgs } from './input-hold.js';
import type { SurfaceListener } from './windows.js';

export class HeldInput {
  readonly pointer: InputHold;
  readonly keyboard: InputHold;
  readonly touch: InputHold;
  readonly tool: InputHold;
  readonly #peer: PeerContext;
  readonly #listener: () => SurfaceListener;

  constructor(peer: PeerContext, listener: () => SurfaceListener) {
    this.#peer = peer;
    this.#listener = listener;
    this.pointer = new InputHold(peer, heldPointer);
    this.keyboard = new InputHold(peer, heldKeyboard);
    this.touch = new InputHold(peer, heldTouch);
    this.tool = new InputHold(peer, heldTool);
  }

  /** The client destroyed its surface. */
  surfaceGone(surface: number): void {
    for (const hold of [this.pointer, this.keyboard, this.touch, this.tool]) hold.surfaceGone(surface);
  }

  /** The host says that a pointer enters a surface. */
  pointerEnters(pointer: number, args: InputArgs): void {
    this.pointer.comes(pointer, 'enter', args, (proceed) =>
      this.#listener().pointerEnters(this.#surfaceOf(args), proceed),
    );
  }

  /** The host gives a keyboard to a surface. */
  keyboardEnters(keyboard: number, args: InputArgs, keys: Uint8Array): void {
    this.keyboard.comes(keyboard, 'enter', { ...args, keys: keys.slice() }, (proceed) =>
      this.#listener().keyboardEnters(this.#surfaceOf(args), proceed),
    );
  }

  /** The host says by `event` that a finger or a pen comes to a surface. */
  touched(kind: 'touch' | 'tool', device: number, event: string, args: InputArgs): void {
    this[kind].comes(device, event, args, (proceed) =>
      this.#listener().touched(this.#surfaceOf(args), proceed),
    );
  }

  #surfaceOf(args: InputArgs): ClientId | 0 {
    return this.#peer.objects.clientIdOf(args['surface'] as HostId);
  }
}
