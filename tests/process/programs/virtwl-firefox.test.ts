/** Firefox through an emulated virtwl device. */
import { firefox } from '../../support/programs/firefox.js';
import { seePrograms } from '../../support/programs/seen.js';

await seePrograms(
  [
    [firefox, 'weston'],
    [firefox, 'sway'],
  ],
  'virtwl',
);
