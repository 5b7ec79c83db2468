/** The shm drivers that there are, by the name that `--shm-driver` gives them. */
import type { ShmDriver, ShmDriverName } from './driver.js';
import { noopShmDriver } from './noop.js';

export const shmDrivers: Readonly<Record<ShmDriverName, ShmDriver>> = { noop: noopShmDriver };
