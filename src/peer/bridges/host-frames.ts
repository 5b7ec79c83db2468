/** Frames of windows on hosts that draw them by another protocol than xdg-decoration. Types only. */
import type { InterfaceSchema } from '../../protocol/schema.js';
import type { PeerContext } from '../handler.js';
import type { HostId } from '../ids.js';

/** Who draws a frame. */
export type FrameSide = 'client' | 'server';

/** A window's frame on the host. */
export interface HostFrame {
  /** `undefined`: as the host likes. */
  want(side: FrameSide | undefined): void;
  end(): void;
}

/** How the host's other protocol is spoken. */
export interface HostFrames {
  readonly table: InterfaceSchema;
  /** Called when the client binds, while the host has the global. */
  begin(peer: PeerContext): void;
  /** `decided` is called with each answer of the host. */
  make(peer: PeerContext, surface: HostId, decided: (side: FrameSide) => void): HostFrame;
}
