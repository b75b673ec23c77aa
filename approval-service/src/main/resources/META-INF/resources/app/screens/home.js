import { el, icon, show } from '../dom.js';
import { activitySection } from './activity.js';
import { browsersSection } from './browsers.js';
import { devicesSection } from './devices.js';
import { passkeysSection } from './passkeys.js';

/** An enrolled phone at rest: scan, and what there is to look after. */
export function showHome(app, me) {
  const news = el('div', { role: 'alert' });
  show('Ready',
    el('div', { class: 'greeting' },
      el('h1', {}, 'Ready'),
      el('p', { class: 'lead' }, `Enrolled for ${me.account}`)),
    news,
    el('button', { class: 'scan-now', onclick: () => app.scanner() }, icon('scan'), 'Scan a code'),
    activitySection(app, me),
    devicesSection(app, me, news),
    browsersSection(app, me),
    passkeysSection(app, me));
}
