/** X11 programs on a host behind an emulated virtwl device, with images. */
import { testChannel } from './channels.js';

await testChannel('virtwl-dmabuf');
