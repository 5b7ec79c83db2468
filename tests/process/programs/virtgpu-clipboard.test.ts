/** Selections through decant and an emulated virtio-gpu node, whose pipes are pumped. */
import { testSelections } from '../../support/programs/selections.js';
import { buildEmulators } from '../../support/emulators.js';

buildEmulators();
await testSelections('virtgpu');
