/** Shared by the tests of the command line: parsing with little to write, and checks of what is refused. */
import type { Config, ServeConfig } from '../../src/config/config.js';
import { parseConfig, type ProgramName } from '../../src/config/parse-config.js';
import type { Environment } from '../../src/config/values.js';
import { UsageError } from '../../src/errors.js';

export const ownPid = 4242;

export function parse(
  argv: readonly string[],
  env: Environment = {},
  name: ProgramName = 'decant',
): Promise<Config> {
  return parseConfig(argv, env, name, ownPid);
}

/** The configuration of a master or wrapper; anything else is an error of the test. */
export async function serving(
  argv: readonly string[],
  env: Environment = {},
  name: ProgramName = 'decant',
): Promise<ServeConfig & { mode: 'master' | 'wrapper' }> {
  const config = await parse(argv, env, name);
  if (config.mode === 'master' || config.mode === 'wrapper') return config;
  throw new Error(`mode ${config.mode} was not expected`);
}

/** The text of the error that the words must lead to; nothing if there was none. */
export async function refusal(
  argv: readonly string[],
  env: Environment = {},
  name: ProgramName = 'decant',
): Promise<string | undefined> {
  try {
    await parse(argv, env, name);
    return undefined;
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}
