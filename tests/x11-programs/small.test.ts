/** Small X programs of the X11 and GTK 3 packages. `npm run test:x11-programs`. */
import { seeX11Programs } from '../support/x11-programs/see.js';
import { gtk3Demo, xcalc, xclock, xedit, xeyes } from '../support/x11-programs/small.js';

await seeX11Programs([xclock, xeyes, xcalc, xedit, gtk3Demo]);
