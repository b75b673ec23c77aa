import { useIdentity } from '../identity.js';
import { message } from '../messages.js';
import { announce, icon } from '../screen.js';
import { element } from '../shared/dom.js';

/** The accounts that this phone is enrolled for. One of them is in use: it scans and approves. */
export function accountsSection(app, identity, others) {
  const inUse = element('span', { class: 'badge' }, message('accounts.in-use'));
  return element('section', { 'aria-labelledby': 'accounts' },
    element('h2', { id: 'accounts' }, message('accounts.title')),
    element('ul', { class: 'rows card' },
      row(identity, inUse),
      ...others.map(other => row(other, null, useButton(app, other)))));
}

function row({ account, organisation, name }, badge, button = null) {
  return element('li', {},
    icon('card'),
    element('span', { class: 'words' },
      element('b', {}, account, ' ', badge),
      organisation ? element('span', { class: 'small line' }, organisation) : null,
      name ? element('span', { class: 'small line' }, message('accounts.as', { device: name })) : null),
    button);
}

function useButton(app, identity) {
  const use = async () => {
    await useIdentity(identity);
    announce(message('accounts.used', { account: identity.account }));
    return app.home();
  };
  const label = message('accounts.use.label', { account: identity.account });
  return element('button', { class: 'plain small', 'aria-label': label, onclick: use }, message('accounts.use'));
}
