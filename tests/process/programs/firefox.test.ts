/** Firefox, the largest client, on both hosts; apart from the others because it takes its time. */
import { startSway } from '../../../tools/hosts/sway.js';
import { startWeston } from '../../../tools/hosts/weston.js';
import { firefox } from '../../support/programs/firefox.js';
import { seePrograms } from '../../support/programs/seen.js';

await seePrograms([{ ...firefox, name: 'firefox-esr on weston' }], () => startWeston());
await seePrograms([{ ...firefox, name: 'firefox-esr on sway' }], () => startSway());
