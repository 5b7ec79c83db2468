/** Firefox on a local page: a private profile without first run, network or anything that moves. */
import { gtkEnvironment, writeGtkSettings, writeHomeFile } from './toolkit.js';
import type { Program } from './program.js';

/** The page itself lies with the media: its path is shown in the address bar and must be the same in all runs. */
export const page = `<!doctype html>
<meta charset="utf-8">
<title>A page through decant</title>
<style>
  body { margin: 0; font: 18px "DejaVu Sans"; background: #f4efe6; }
  h1 { background: #264653; color: #fff; margin: 0; padding: 24px; }
  div { display: inline-block; width: 140px; height: 140px; margin: 24px; border-radius: 24px; }
</style>
<h1>A page through decant</h1>
<div style="background: #2a9d8f"></div><div style="background: #e9c46a"></div><div style="background: #e76f51"></div>
<p style="margin: 24px">Drawn by Firefox, shown by the host.</p>
`;

/** Preferences by purpose; a value is written as JSON. */
const preferences: Readonly<Record<string, string | number | boolean>> = {
  // First run and questions
  'browser.aboutwelcome.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.startup.page': 0,
  'startup.homepage_welcome_url': '',
  'datareporting.policy.dataSubmissionEnabled': false,
  'datareporting.policy.firstRunURL': '',
  'browser.tabs.firefox-view': false,
  'browser.uitour.enabled': false,
  'browser.messaging-system.whatsNewPanel.enabled': false,
  'browser.laterrun.enabled': false,
  'browser.translations.enable': false,
  'trailhead.firstrun.didSeeAboutWelcome': true,
  'termsofuse.acceptedVersion': 999,
  'termsofuse.acceptedDate': '1767225600000',
  'termsofuse.bypassNotification': true,
  'sidebar.revamp': false,
  // Network
  'app.update.enabled': false,
  'app.normandy.enabled': false,
  'browser.newtabpage.enabled': false,
  'browser.region.network.url': '',
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.search.update': false,
  'browser.topsites.contile.enabled': false,
  'extensions.update.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.systemAddon.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.dns.disablePrefetch': true,
  'network.prefetch-next': false,
  'network.proxy.type': 1,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.http_port': 9,
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': 9,
  'services.settings.server': 'data:,',
  'toolkit.telemetry.enabled': false,
  'toolkit.telemetry.unified': false,
  'toolkit.telemetry.server': 'data:,',
  // A still picture
  'gfx.webrender.software': true,
  'layers.acceleration.disabled': true,
  'toolkit.cosmeticAnimations.enabled': false,
  'ui.prefersReducedMotion': 1,
  'ui.caretBlinkTime': 0,
  'ui.caretBlinkCount': 0,
  'browser.tabs.inTitlebar': 0,
};

export const firefox: Program = {
  name: 'firefox-esr',
  hosts: ['weston', 'sway'],
  picture: 'still',
  settleMs: 2500,
  needsBus: true,
  env: { ...gtkEnvironment, MOZ_ENABLE_WAYLAND: '1', MOZ_CRASHREPORTER_DISABLE: '1', MOZ_DBUS_REMOTE: '0' },
  prepare({ home, media }) {
    writeGtkSettings(home);
    const lines = Object.entries(preferences).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
    );
    writeHomeFile(home, 'profile/user.js', lines.join(''));
    return [
      'firefox-esr',
      '--no-remote',
      '--profile',
      `${home}/profile`,
      '--new-window',
      `file://${media}/page.html`,
    ];
  },
};
