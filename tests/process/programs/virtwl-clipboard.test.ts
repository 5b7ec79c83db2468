/** Selections through decant and an emulated virtwl device, whose pipes are pumped. */
import { testSelections } from '../../support/programs/selections.js';
import { buildEmulators } from '../../support/emulators.js';

buildEmulators();
await testSelections('virtwl');
