/** Every bridge there is, by the name that `--no-bridge` turns it off by. One file each. */
import type { BridgeName, CursorConfig } from '../../config/config.js';
import { bridgeHandlers, type Bridge } from '../bridge.js';
import type { Handler } from '../handler.js';
import { auraIdHandler } from './aura-ids.js';
import { cursorShapeBridge } from './cursor-shape.js';
import { damageBufferHandler } from './damage-buffer.js';
import { fractionalScaleBridge } from './fractional-scale.js';
import { kdeDecorationBridge } from './kde-decoration.js';
import { primarySelectionBridges } from './primary-selection.js';
import { singlePixelBufferBridge } from './single-pixel-buffer.js';
import { textInputV1Bridge } from './text-input-v1.js';
import { textInputV3Bridge } from './text-input-v3.js';
import { xdgDecorationBridges } from './xdg-decoration.js';
import { xdgOutputBridge } from './xdg-output.js';

/** Where one interface is served in several ways, the first that can be is. */
const bridges: readonly Bridge[] = [
  ...primarySelectionBridges,
  ...xdgDecorationBridges,
  kdeDecorationBridge,
  textInputV3Bridge,
  textInputV1Bridge,
  xdgOutputBridge,
  singlePixelBufferBridge,
  fractionalScaleBridge,
];

/** Bridges of no global: they look at the host's by themselves. */
const others = (scales: boolean): readonly (readonly [BridgeName, Handler])[] => [
  ['damage-buffer', damageBufferHandler(scales)],
  ['aura', auraIdHandler],
];

/** Handlers for all bridges that are not turned off. `scales`: clients see another scale. */
export function handlersOfBridges(
  off: readonly BridgeName[],
  cursors: CursorConfig,
  scales: boolean,
): Handler[] {
  const isOn = (name: BridgeName): boolean => !off.includes(name);
  return [
    ...others(scales).flatMap(([name, handler]) => (isOn(name) ? [handler] : [])),
    ...bridgeHandlers([...bridges, cursorShapeBridge(cursors)].filter(({ name }) => isOn(name))),
  ];
}
