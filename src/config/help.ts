/**
 * The texts of `--help` and `--completion`, made from the table. yargs formats the help; it is loaded only then, since
 * whatever the master has loaded stays in the memory of every peer.
 */
import { defaultsFile } from './defaults.js';
import { dashed, spellings, type Option } from './option.js';
import { options } from './options.js';
import { variablesOf } from './values.js';

/** No line is longer. */
export const helpWidth = 100;

const remarks: Readonly<Record<Option['status'], string>> = {
  works: '',
  later: 'not served yet',
  refused: 'not served yet, an error',
  ignored: '',
  compatible: '',
};

/** The text of `--help`. */
export async function helpText(programName: string): Promise<string> {
  const { default: yargs } = await import('yargs');
  const parser = yargs([]).scriptName(programName).help(false).version(false).wrap(helpWidth);
  parser.usage(usage).epilogue(epilogue);
  for (const option of options) {
    parser.option(withValue(option.name, option), {
      alias: option.aliases.map((name) => withValue(name, option)),
      group: `${option.group}:`,
      description: describe(option),
    });
  }
  return parser.getHelp();
}

/** A completion script for bash. */
export function completionText(programName: string): string {
  const words = options.flatMap((option) => {
    const ending = option.kind === 'switch' ? '' : '=';
    return spellings(option).map((name) => `${dashed(name)}${ending}`);
  });
  const subcommands = programName === 'decant' ? ['doctor'] : [];
  return [
    `_${programName}() {`,
    '  local word=${COMP_WORDS[COMP_CWORD]}',
    `  COMPREPLY=($(compgen -c -W '${[...words, ...subcommands].join(' ')}' -- "$word"))`,
    '  [[ ${COMPREPLY[0]-} == *= ]] && compopt -o nospace',
    '}',
    `complete -o default -F _${programName} ${programName}`,
  ].join('\n');
}

/** Only the help knows flags by this name: it makes `--scale=F` of the option `scale`. */
function withValue(name: string, { value }: Option): string {
  return value === '' ? name : `${name}=${value}`;
}

function describe(option: Option): string {
  const { choices, range, status } = option;
  const [variable, ...others] = variablesOf(option).filter(
    ({ name, inverted }) => !inverted && name.startsWith('DECANT_'),
  );
  const notes = [
    choices && `one of ${choices.join(' ')}`,
    range && `${range[0]} to ${range[1]}`,
    option.default !== '' && `default ${option.default}`,
    variable && [variable, ...others].map(({ name }) => name).join(', '),
    ...(option.variables ?? []),
    remarks[status],
  ].filter((note) => typeof note === 'string' && note !== '');
  return notes.length === 0 ? option.help : `${option.help} (${notes.join('; ')})`;
}

const usage = `decant: a nested Wayland compositor that lets the host's do the compositing

  $0 --master [FLAGS] [PROGRAM [ARGUMENTS]]  listen, and give every client a peer of its own
  $0 [FLAGS] PROGRAM [ARGUMENTS]             run one program on a display of its own
  decant doctor [FLAGS]                          say what this machine and its host offer`;

const epilogue = `Flags end at the first word that is none, or at --; what follows is the program's. A value follows
after = or as the next word. DECANT_SOME_FLAG=V stands for --some-flag=V, and so does
SOMMELIER_SOME_FLAG=V; the flag counts most, then DECANT_, then SOMMELIER_. A switch is on for
1 true yes on, off for 0 false no off or nothing. WAYLAND_DEBUG_PROXY=client,server (else
WAYLAND_DEBUG) traces messages. Defaults that a distribution sets stand in ${defaultsFile}.
docs/CLI.md says more.`;
