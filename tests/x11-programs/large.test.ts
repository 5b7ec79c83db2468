/** Larger X programs, and other small ones: another toolkit, a browser, a game, Java. `npm run test:x11-programs`. */
import * as large from '../support/x11-programs/large.js';
import { seeX11Programs } from '../support/x11-programs/see.js';

await seeX11Programs(Object.values(large));
