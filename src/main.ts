/** argv to a mode. Nothing else: how a mode's parts are put together stands in `modes/`, what a part does in its own folder. */
import { parseConfig, type ProgramName } from './config/parse-config.js';
import { StartError, UsageError, isSystemError, reasonOf } from './errors.js';
import { exitStatus } from './exit-status.js';
import { createLogger, writeLine, type Logger } from './log/logger.js';
import { makePrinter } from './log/stdout.js';
import { visible } from './log/visible.js';
import { InChild } from './master/launcher.js';
import type { RunningConfig } from './modes/peer-options.js';
import { addon } from './native/addon.js';
import { HostAddress } from './peer/host-address.js';
import { statsProblem } from './peer/stats-report.js';

const print = makePrinter((signal) => addon.dieBySignal(signal));

async function main(): Promise<void> {
  const [, , invokedAs = 'decant', ...argv] = process.argv;
  const name: ProgramName = invokedAs === 'sommelier' ? 'sommelier' : 'decant';
  const config = await parseConfig(argv, process.env, name, process.pid);
  if (config.mode === 'print') {
    print(config.text);
    return;
  }
  const log = createLogger(config.log, name);
  process.on('uncaughtException', (error) => {
    log.error(`bug: ${error.stack ?? error.message}`);
    addon.exitNow(exitStatus.bug);
  });
  for (const warning of config.warnings) log.warn(warning);
  for (const note of config.notes) log.debug(note);
  await run(config, log);
}

/** Each mode is loaded for itself: an X server starts while the rest of its mode is loaded, and no mode holds another's memory. */
async function run(config: RunningConfig, log: Logger): Promise<void> {
  const problem = config.stats && config.mode !== 'serve' ? statsProblem(config.stats) : undefined;
  if (problem !== undefined) throw new StartError(`statistics cannot be written: ${problem}`);
  if (config.mode === 'doctor') {
    process.exitCode = await (await import('./modes/doctor.js')).examine(config, print, log);
    return;
  }
  const host = await HostAddress.find(config.host, config.runtimeDir);
  switch (config.mode) {
    case 'serve':
      await (await import('./modes/peer.js')).runPeer(config, host, log);
      break;
    case 'x11':
      await (await import('./modes/x11.js')).runX11(config, host, log);
      break;
    default:
      await (await import('./modes/master.js')).runMaster(config, host, log);
  }
}

main().catch((error: unknown) => {
  if (error instanceof InChild) return;
  if (!(error instanceof UsageError || error instanceof StartError || isSystemError(error))) throw error;
  writeLine(`decant: ${visible(reasonOf(error))}`);
  addon.exitNow(error instanceof UsageError ? exitStatus.usage : exitStatus.start);
});
