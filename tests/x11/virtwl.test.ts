/** X11 programs on a host behind an emulated virtwl device. */
import { testChannel } from './channels.js';

await testChannel('virtwl');
