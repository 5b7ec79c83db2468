/** Real programs on headless sway: what they draw through decant is what they draw without it. */
import { quickPrograms } from '../../support/programs/catalogue.js';
import { seePrograms } from '../../support/programs/seen.js';

await seePrograms(
  quickPrograms.filter(({ hosts }) => hosts.includes('sway')).map((program) => [program, 'sway'] as const),
);
