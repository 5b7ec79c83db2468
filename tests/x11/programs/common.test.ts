/** Two X programs that are everywhere, with menus, a dialog and typing; `npm run test:x11-programs` has more. */
import { seeX11Programs } from '../../support/x11-programs/see.js';
import { gtk3Application, xterm } from '../../support/x11-programs/small.js';

await seeX11Programs([xterm, gtk3Application]);
