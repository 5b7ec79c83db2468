/** Firefox through an emulated virtio-gpu node. */
import { firefox } from '../../support/programs/firefox.js';
import { seePrograms } from '../../support/programs/seen.js';

await seePrograms(
  [
    [firefox, 'weston'],
    [firefox, 'sway'],
  ],
  'virtgpu',
);
