/** Numbers of signals on Linux (signal(7)); those that decant has to do with. */
export const signals = {
  hup: 1,
  int: 2,
  quit: 3,
  kill: 9,
  usr1: 10,
  usr2: 12,
  pipe: 13,
  alrm: 14,
  term: 15,
  stkflt: 16,
  chld: 17,
  xcpu: 24,
  vtalrm: 26,
  prof: 27,
  io: 29,
  pwr: 30,
} as const;

/** Those that would end a process where it stands and can be caught: with them it ends in its own way. */
export const endingSignals: readonly number[] = [
  signals.hup,
  signals.int,
  signals.quit,
  signals.term,
  signals.alrm,
  signals.stkflt,
  signals.xcpu,
  signals.vtalrm,
  signals.prof,
  signals.io,
  signals.pwr,
];
