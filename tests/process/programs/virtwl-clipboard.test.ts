/** Selections through decant and an emulated virtwl device, whose pipes are pumped. */
import { testSelections } from '../../support/programs/selections.js';
import { buildVirtwlEmulator } from '../../support/virtwl.js';

buildVirtwlEmulator();
await testSelections('virtwl');
