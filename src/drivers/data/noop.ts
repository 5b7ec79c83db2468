/** The pipe that one side made is the pipe that the other side uses: descriptors are relayed. */
import type { DataDriver } from './driver.js';

export const noopDataDriver: DataDriver = {
  name: 'noop',
  pumps: false,
  receive: (target) => target,
  [Symbol.dispose]: () => undefined,
};
