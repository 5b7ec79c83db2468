/** The virtual machines that there are: each has the tests of the folder of its name, which run inside of it. Data only. */
import type { Hardware } from './machine.js';

export interface Machine extends Hardware {
  /** Folder under tests/vm; its `*.test.ts` run in the machine, as root, unless they are outside. */
  readonly name: string;
  readonly limitMs: number;
  /** Set where the tests run outside and switch on machines themselves. */
  readonly testsAreOutside?: true;
}

export const machines: readonly Machine[] = [
  // A graphics device without hardware (vgem), and memory as dmabufs (udmabuf, dma-heap), which are built in.
  { name: 'dmabuf', modules: ['vgem', 'unix_diag'], limitMs: 1_200_000 },
  // Virtio-gpu, whose other side is tools/vhost-gpu: the tests say where that listens.
  { name: 'virtgpu', modules: ['virtio_gpu'], sharedMemory: true, limitMs: 2_400_000, testsAreOutside: true },
];
