/**
 * Defaults that a distribution sets for its packages. A package changes this file and nothing else; `--help` shows the
 * values and names the file. Everything that isn't here is fixed by docs/CLI.md.
 */
export const defaults = {
  /** Words put before the command line of an exec'ed peer; empty: peers are forked. */
  peerCmdPrefix: '',
  virtwlDevice: '/dev/wl0',
  /** Empty: by channel. */
  shmDriver: '',
  /** Empty: by channel. */
  dataDriver: '',
  /** Empty: the first usable render node. */
  drmDevice: '',
  /** A name is looked for in PATH. */
  xwaylandPath: 'Xwayland',
  xwaylandCmdPrefix: '',
  /** Empty: the system's own. */
  xwaylandGlDriverPath: '',
  frameColor: '#f2f2f2',
  darkFrameColor: '#323639',
} as const;

/** Where the values above stand, for `--help`. */
export const defaultsFile = 'src/config/defaults.ts';
