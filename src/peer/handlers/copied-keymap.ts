/** A virtual keyboard's keymap, copied into memory that the host can see. Only in the list where that is needed. */
import { zwp_virtual_keyboard_v1 } from '../../protocol/generated/virtual-keyboard-unstable-v1.js';
import { defineHandler, type Handler } from '../handler.js';

export const copiedKeymapHandlers: readonly Handler[] = [
  defineHandler(zwp_virtual_keyboard_v1, {
    requests: {
      keymap: ({ peer }, args) => ({ ...args, fd: peer.drivers.share(args.fd, args.size) }),
    },
  }),
];
