/** Real programs through an emulated virtio-gpu node, with their pixels in images that the host allocated. */
import { quickPrograms } from '../../support/programs/catalogue.js';
import { seePrograms } from '../../support/programs/seen.js';

const names: ReadonlySet<string> = new Set([
  'weston-simple-shm',
  'weston-terminal',
  'gtk3-demo',
  'gtk4-demo',
]);
const programs = quickPrograms.filter(({ name }) => names.has(name));

await seePrograms(
  programs.flatMap((program) => program.hosts.map((host) => [program, host] as const)),
  'virtgpu-dmabuf',
);
