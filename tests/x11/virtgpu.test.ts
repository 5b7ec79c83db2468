/** X11 programs on a host behind an emulated virtgpu device. */
import { testChannel } from './channels.js';

await testChannel('virtgpu');
