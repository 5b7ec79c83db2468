/** Real programs on headless sway through an emulated virtio-gpu node, which refuses whatever a real one would. */
import { quickPrograms } from '../../support/programs/catalogue.js';
import { seePrograms } from '../../support/programs/seen.js';

await seePrograms(
  quickPrograms.filter(({ hosts }) => hosts.includes('sway')).map((program) => [program, 'sway'] as const),
  'virtgpu',
);
