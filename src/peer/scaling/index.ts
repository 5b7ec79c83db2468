/** Handlers for clients that see things at another scale. Only in the list where one is set: see docs/SCALING.md. */
import type { ScaleConfig } from '../../config/config.js';
import { allInterfaces } from '../../protocol/generated/index.js';
import type { Handler } from '../handler.js';
import { bufferHandlers } from './buffers.js';
import { fractionalHandlers } from './fractional.js';
import { outputHandlers } from './outputs.js';
import { plainHandlers } from './plain.js';
import { positionerHandlers } from './positioners.js';
import { reconfigureHandlers } from './reconfigure.js';
import { regionHandlers, regionUses } from './regions.js';
import { standingHandlers } from './standing.js';
import { subjectEndHandlers, subjectEventHandlers, subjectRequestHandlers } from './subjects.js';
import { surfaceHandlers } from './surfaces.js';
import { unitsDiffer, viewsOf, type ClientKind } from './view.js';
import { viewportHandlers } from './viewports.js';
import { windowHandlers } from './windows.js';
import { xdgOutputHandlers } from './xdg-outputs.js';

/** Outputs for X, where no place is below 0; everything else is as the host has it. */
export function placedOutputHandlers(client: ClientKind): Handler[] {
  return outputHandlers(viewsOf(undefined, client));
}

/** They stand at the client's end of what copies. `config`: `undefined` where only single surfaces have another scale. */
export function scalingHandlers(config: ScaleConfig | undefined, client: ClientKind): Handler[] {
  const view = viewsOf(config, client);
  const outputs = outputHandlers(view);
  // Only so are the client's units not the same everywhere.
  const differ = unitsDiffer(config, client);
  // Only densities: the coordinates are the host's.
  if (config?.factor === 1 && !differ) return outputs;
  return [
    ...outputs,
    ...regionHandlers(view),
    ...(differ
      ? [
          ...standingHandlers(view),
          ...regionUses(allInterfaces, view),
          ...positionerHandlers(view),
          ...subjectRequestHandlers(allInterfaces, view),
        ]
      : []),
    ...bufferHandlers(view),
    ...surfaceHandlers(view),
    ...viewportHandlers(view),
    ...windowHandlers(view),
    ...xdgOutputHandlers(view),
    ...fractionalHandlers(view),
    ...plainHandlers(allInterfaces, view),
    ...(differ
      ? [...subjectEventHandlers(allInterfaces, view), ...subjectEndHandlers(allInterfaces, view)]
      : []),
    // The X11 window manager sees to its windows itself.
    ...(config?.direct && !client.x11 ? reconfigureHandlers(view) : []),
  ];
}
