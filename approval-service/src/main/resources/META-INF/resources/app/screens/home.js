import { languageMenu } from '../languages.js';
import { message } from '../messages.js';
import { icon, showScreen } from '../screen.js';
import { element } from '../shared/dom.js';
import { accountsSection } from './accounts.js';
import { activitySection } from './activity.js';
import { browsersSection } from './browsers.js';
import { devicesSection } from './devices.js';
import { passkeysSection } from './passkeys.js';
import { requestsSection } from './requests.js';
import { sessionsSection } from './sessions.js';

/** The home screen of an enrolled phone: the button to scan, and the sections of the account in use. */
export function showHome(app, identity, others) {
  // Not announced and not followed by anything visible before it is known whether there is news.
  const news = element('div', { role: 'alert', 'aria-busy': 'true' },
    element('p', { class: 'small' }, message('common.loading')));
  showScreen(message('home.title'),
    element('div', { class: 'greeting' },
      element('h1', {}, message('home.title')),
      element('p', { class: 'lead' }, message('home.account', { account: identity.account }))),
    element('button', { class: 'scan-now', onclick: () => app.scanner() }, icon('scan'), message('home.scan')),
    element('button', { class: 'quiet', onclick: () => app.enterCode() }, message('home.enter-code')),
    requestsSection(app, identity),
    news,
    others.length > 0 ? accountsSection(app, identity, others) : null,
    activitySection(app, identity),
    devicesSection(app, identity, news),
    sessionsSection(app, identity),
    browsersSection(app, identity),
    passkeysSection(app, identity),
    languageMenu(message));
}
