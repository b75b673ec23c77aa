import { subjectOf } from '../action-texts.js';
import { message, when } from '../messages.js';
import { followRequests } from '../request-feed.js';
import { announce, icon } from '../screen.js';
import { element } from '../shared/dom.js';
import { domain } from './components.js';

/**
 * What waits for the account and began without a browser, such as at a till. Nothing is shown while nothing waits. A
 * request that arrives is announced and does not move the focus.
 */
export function requestsSection(app, identity) {
  const list = element('ul', { class: 'rows card' });
  const shown = element('section', { 'aria-labelledby': 'requests', hidden: true },
    element('h2', { id: 'requests' }, message('requests.title')),
    list);
  let known = new Set();

  function show(requests) {
    list.replaceChildren(...requests.map(request => row(app, request)));
    shown.hidden = requests.length === 0;
    const added = requests.filter(({ challenge_id: id }) => !known.has(id));
    known = new Set(requests.map(({ challenge_id: id }) => id));
    for (const { client_name: website } of added) announce(message('requests.announce', { website }));
  }

  // The section is on the screen as soon as the screen is drawn.
  queueMicrotask(() => followRequests(identity, show, () => shown.isConnected));
  return shown;
}

function row(app, request) {
  const { challenge_id: id, client_name: website, binding_message: binding } = request;
  return element('li', {},
    icon('notice'),
    element('span', { class: 'words' },
      element('b', {}, website, ' ', domain({ domain: request.client_domain })),
      element('span', { class: 'small line' }, subjectOf(request.action, {}, website)),
      binding ? element('span', { class: 'line' }, element('bdi', {}, binding)) : null,
      element('time', { class: 'small line', datetime: request.created_at }, when(request.created_at))),
    element('span', { class: 'row-actions' },
      element('button', {
        class: 'plain small',
        'aria-label': message('requests.open.label', { website }),
        onclick: () => app.listed(id),
      }, message('requests.open'))));
}
