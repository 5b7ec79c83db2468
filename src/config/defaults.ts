/** Defaults that a distribution sets for its packages; everything else is fixed by the contract. */
export const defaults = {
  /** Words put before the command line of an exec'ed peer; empty: peers are forked. */
  peerCmdPrefix: '',
  virtwlDevice: '/dev/wl0',
  xwaylandPath: 'Xwayland',
  frameColor: '#f2f2f2',
  darkFrameColor: '#323639',
} as const;
