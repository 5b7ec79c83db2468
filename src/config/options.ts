/** Every option there is. The parser, `--help`, the completion and the test of the documentation read this table. */
import { appearanceOptions } from './groups/appearance.js';
import { ignoredOptions, logOptions } from './groups/logs.js';
import { modeOptions } from './groups/mode.js';
import { socketOptions } from './groups/sockets.js';
import { x11Options } from './groups/x11.js';
import type { Option } from './option.js';

export const options: readonly Option[] = [
  ...modeOptions,
  ...socketOptions,
  ...appearanceOptions,
  ...x11Options,
  ...logOptions,
  ...ignoredOptions,
];

/** The option of that (main) name; a name that isn't in the table is a bug. */
export function optionNamed(name: string): Option {
  const found = options.find((option) => option.name === name);
  if (!found) throw new Error(`no option ${name}`);
  return found;
}
