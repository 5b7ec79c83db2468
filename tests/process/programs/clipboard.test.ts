/** Selections through decant. */
import { testSelections } from '../../support/programs/selections.js';

await testSelections('decant');
