/** The data drivers that there are, by the name that `--data-driver` gives them. */
import type { DataDriver, DataDriverName } from './driver.js';
import { noopDataDriver } from './noop.js';

export const dataDrivers: Readonly<Record<DataDriverName, DataDriver>> = { noop: noopDataDriver };
