/** Firefox, the largest client, on both hosts; apart from the others because it takes its time. */
import { firefox } from '../../support/programs/firefox.js';
import { seePrograms } from '../../support/programs/seen.js';

await seePrograms([
  [firefox, 'weston'],
  [firefox, 'sway'],
]);
