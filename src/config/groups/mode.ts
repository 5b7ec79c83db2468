/** Options that say which of its roles decant plays. Rows only. */
import { defaults } from '../defaults.js';
import { group } from '../option.js';

const flagOnly = true;
const maxPid = 2 ** 22;
const maxFd = 2 ** 20;

export const modeOptions = group('Mode', {}, [
  [
    'master',
    'switch',
    '',
    'listen, and give every client a peer of its own',
    { aliases: ['parent'], flagOnly },
  ],
  ['X', 'switch', '', 'run Xwayland and be its window manager', { flagOnly }],
  ['no-exit-with-child', 'switch', '', 'go on when the program has ended', { opposite: 'exit-with-child' }],
  ['max-peers', 'integer', 'N', 'at most N clients at once', { range: [1, 1_000_000] }],
  [
    'peer-cmd-prefix',
    'string',
    'WORDS',
    'start peers as WORDS decant ... instead of forking; "..." keeps a word whole',
    { default: defaults.peerCmdPrefix },
  ],
  [
    'client-fd',
    'integer',
    'N',
    'internal: serve the client on descriptor N',
    { flagOnly, range: [0, maxFd] },
  ],
  [
    'peer-pid',
    'integer',
    'P',
    'internal: the process id of that client, to be seen in a list of processes',
    { flagOnly, range: [0, maxPid] },
  ],
  ['help', 'switch', '', 'print this', { aliases: ['h', '?'], flagOnly }],
  ['version', 'switch', '', 'print the version', { aliases: ['v'], flagOnly }],
  ['completion', 'switch', '', 'print a completion script for bash', { flagOnly }],
]);
