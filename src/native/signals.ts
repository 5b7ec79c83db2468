/** Numbers of signals on Linux (signal(7)); those that decant has to do with. */
export const signals = {
  hup: 1,
  int: 2,
  quit: 3,
  kill: 9,
  usr1: 10,
  usr2: 12,
  pipe: 13,
  term: 15,
  chld: 17,
} as const;
