/** A peer that copies, of any kind: what hosts can do, what clients see, where memory comes from. */
import * as fc from 'fast-check';
import type { ViewConfig } from '../../src/config/config.js';
import { bridgeNames } from '../../src/config/groups/appearance.js';
import type { HostMemory, ShmDriver } from '../../src/drivers/shm/driver.js';
import { virtwlDmabufShmDriver } from '../../src/drivers/shm/virtwl-dmabuf.js';
import { virtwlShmDriver } from '../../src/drivers/shm/virtwl.js';
import * as dmabuf from '../../src/protocol/generated/linux-dmabuf-v1.js';
import * as viewporter from '../../src/protocol/generated/viewporter.js';
import { wl_shm } from '../../src/protocol/generated/wayland.js';
import * as shell from '../../src/protocol/generated/xdg-shell.js';
import { fixture, type Fixture } from './fixture.js';
import { channelWithImages, memoryChannel } from './memory-channel.js';
import type { Looks } from './painted-surface.js';
import { pictureFormats } from './pictures.js';

/** `AR24`, as drm_fourcc.h has it. */
const fourcc = 0x34325241;
const noScale = { factor: 1, dpi: [], direct: false, stable: false };
const views: readonly Partial<ViewConfig>[] = [
  {},
  {},
  { scale: { ...noScale, factor: 0.75 } },
  { scale: { ...noScale, factor: 2 } },
  { scale: { ...noScale, factor: 1.5, stable: true } },
  { scale: { ...noScale, direct: true } },
];

/** What is random of the whole session. */
export interface Given {
  /** Of `wl_compositor`: the host's, and what the client binds. */
  readonly version: number;
  readonly isOld: boolean;
  readonly images: ShmDriver['images'];
  readonly view: number;
}

export const given = fc.record({
  isOld: fc.boolean(),
  version: fc.constantFrom(3, 4, 6),
  images: fc.constantFrom('none', 'linear', 'implicit'),
  view: fc.nat(views.length - 1),
});

function driverWith(images: ShmDriver['images']): ShmDriver {
  if (images === 'none') return virtwlShmDriver(memoryChannel);
  // Those of a device here are tried first.
  return { ...virtwlDmabufShmDriver(channelWithImages), images };
}

/** Counts what of the driver's memory lives. */
function counted(driver: ShmDriver, count: { living: number }): ShmDriver {
  return {
    ...driver,
    allocate: (shape) => {
      const memory = driver.allocate(shape);
      if ('refused' in memory) return memory;
      count.living++;
      const dispose = (): void => {
        count.living--;
        memory[Symbol.dispose]();
      };
      return { ...memory, [Symbol.dispose]: dispose } satisfies HostMemory;
    },
  };
}

/** What can be compared. */
export function looksOf({ view, version }: Given): Looks {
  return views[view]!.scale || version < 4 ? 'shown' : 'whole';
}

/** Its client has bound `wl_shm`, and the host has said what it takes. `memory` counts the buffers of the driver. */
export function paintingStory({ version, images, view }: Given, memory: { living: number }): Fixture {
  const driver = driverWith(images);
  const made = fixture({
    tables: [viewporter, dmabuf, shell].flatMap((each) => Object.values(each)),
    drivers: { shm: driver.name, data: 'virtwl' },
    globals: {
      wl_compositor: version,
      wl_subcompositor: 1,
      wl_shm: 1,
      wp_viewporter: 1,
      xdg_wm_base: 3,
      zwp_linux_dmabuf_v1: 3,
    },
    view: views[view]!,
    images: images !== 'none',
    shm: counted(driver, memory),
    withoutBridges: bridgeNames.filter((name) => name !== 'damage-buffer'),
  });
  const { client, host } = made;
  client.bind(wl_shm);
  for (const id of host.idsOf('wl_shm'))
    for (const format of pictureFormats) host.say(id, 'format', { format });
  for (const id of host.idsOf('zwp_linux_dmabuf_v1'))
    host.say(id, 'modifier', { format: fourcc, modifier_hi: 0, modifier_lo: 0 });
  return made;
}
