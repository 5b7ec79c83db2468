/** The statuses that decant's processes exit with, and what they mean. Data only. */

/** Of a command. */
export const exitStatus = {
  /** Something outside prevents a start. */
  start: 1,
  /** The command line or a variable is wrong. */
  usage: 2,
  bug: 70,
} as const;

/** Of a peer, which tells its master why it ended. None of these is a status of a command: a prefix may end with 0, too. */
export const peerStatus = {
  'client-left': 9,
  'client-fault': 10,
  'host-left': 11,
  'host-refused': 12,
  'host-fault': 13,
  'host-unreachable': 14,
  stopped: 15,
} as const;

/** For the master's log, by `peerStatus`. */
export const peerEndings: Readonly<Record<number, string>> = {
  [peerStatus['client-left']]: 'the client left',
  [peerStatus['client-fault']]: 'the client broke the protocol',
  [peerStatus['host-left']]: 'the host closed the connection',
  [peerStatus['host-refused']]: 'the host reported an error',
  [peerStatus['host-fault']]: 'the host broke the protocol',
  [peerStatus['host-unreachable']]: 'the host cannot be reached',
  [peerStatus.stopped]: 'it was told to',
};
