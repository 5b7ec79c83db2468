/** Real programs on headless weston through an emulated virtio-gpu node, which refuses whatever a real one would. */
import { quickPrograms } from '../../support/programs/catalogue.js';
import { seePrograms } from '../../support/programs/seen.js';

await seePrograms(
  quickPrograms
    .filter(({ hosts }) => hosts.includes('weston'))
    .map((program) => [program, 'weston'] as const),
  'virtgpu',
);
