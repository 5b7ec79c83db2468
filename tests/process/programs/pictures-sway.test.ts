/** Real programs on headless sway: what they draw through decant is what they draw without it. */
import { startSway } from '../../../tools/hosts/sway.js';
import { programs } from '../../support/programs/catalogue.js';
import { seePrograms } from '../../support/programs/seen.js';

await seePrograms(
  programs.filter(({ hosts, name }) => hosts.includes('sway') && name !== 'firefox-esr'),
  () => startSway(),
);
