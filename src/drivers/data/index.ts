/** The data drivers that there are, by the name that `--data-driver` gives them. */
import type { Channel } from '../../channel/channel.js';
import type { DataDriver, DataDriverName } from './driver.js';
import { noopDataDriver } from './noop.js';
import { VirtwlDataDriver } from './virtwl.js';

/** Makes the driver of one peer, on its channel. */
export const dataDrivers: Readonly<Record<DataDriverName, (channel: Channel) => DataDriver>> = {
  noop: () => noopDataDriver,
  virtwl: (channel) => new VirtwlDataDriver(channel),
};
