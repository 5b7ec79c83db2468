/** Real programs on headless weston: what they draw through decant is what they draw without it. */
import { startWeston } from '../../../tools/hosts/weston.js';
import { programs } from '../../support/programs/catalogue.js';
import { seePrograms } from '../../support/programs/seen.js';

await seePrograms(
  programs.filter(({ hosts, name }) => hosts.includes('weston') && name !== 'firefox-esr'),
  () => startWeston(),
);
