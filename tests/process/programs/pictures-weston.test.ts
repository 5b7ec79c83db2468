/** Real programs on headless weston: what they draw through decant is what they draw without it. */
import { quickPrograms } from '../../support/programs/catalogue.js';
import { seePrograms } from '../../support/programs/seen.js';

await seePrograms(
  quickPrograms
    .filter(({ hosts }) => hosts.includes('weston'))
    .map((program) => [program, 'weston'] as const),
);
