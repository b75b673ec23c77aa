import { describe } from '../activity-messages.js';
import { disownLogin, listActivity } from '../api.js';
import { message, messageOf, when } from '../messages.js';
import { announce, icon } from '../screen.js';
import { element } from '../shared/dom.js';
import { confirm, section } from './components.js';
import { done, showProblem, showResult } from './results.js';

const FIRST_PAGE = 5;
const NEXT_PAGES = 20;

/** What happened to the account lately, and how to end a login that was not the person's. */
export function activitySection(app, identity) {
  return section(app, {
    id: 'activity',
    title: message('activity.title'),
    load: () => listActivity(identity, FIRST_PAGE),
    draw: first => pages(app, identity, first),
    failed: message('activity.failed'),
  });
}

function pages(app, identity, first) {
  if (first.activity.length === 0) return [element('p', { class: 'small' }, message('activity.none'))];
  const list = element('ul', { class: 'rows card' });
  const error = element('p', { class: 'error', role: 'alert' });
  const more = element('button', { class: 'quiet', onclick: loadNext }, message('activity.more'));
  let next;

  function add(page) {
    const rows = page.activity.map(entry => row(app, identity, entry));
    list.append(...rows);
    next = page.next;
    more.hidden = !next;
    return rows;
  }

  async function loadNext() {
    more.disabled = true;
    error.textContent = '';
    try {
      const rows = add(await listActivity(identity, NEXT_PAGES, next));
      announce(message('activity.more.announce', { count: rows.length }));
      rows[0]?.setAttribute('tabindex', '-1');
      rows[0]?.focus();
    } catch {
      error.textContent = message('activity.more.failed');
    }
    more.disabled = false;
  }

  add(first);
  return [list, error, more];
}

function row(app, identity, entry) {
  const { symbol, title, lines } = describe(entry);
  const time = when(entry.at);
  return element('li', {},
    icon(symbol),
    element('div', { class: 'words' },
      element('b', {}, title),
      ...lines.map(line => element('span', { class: 'small line' }, line)),
      element('time', { class: 'small line', datetime: entry.at }, time),
      entry.may_disown ? disownButton(app, identity, entry, message('activity.disown.label', { title, time })) : null));
}

function disownButton(app, identity, entry, label) {
  const attributes = { class: 'plain small', 'aria-label': label, onclick: () => askToDisown(app, identity, entry) };
  return element('button', attributes, message('activity.disown'));
}

function askToDisown(app, identity, entry) {
  confirm({
    title: messageOf(entry.action, 'activity.disown.title'),
    texts: [
      messageOf(entry.action, 'activity.disown.text', { website: entry.client_name }),
      message('activity.disown.more'),
    ],
    yes: message('activity.disown.yes'),
    no: message('common.back'),
    action: () => disown(app, identity, entry),
  });
}

async function disown(app, identity, entry) {
  const website = entry.client_name;
  try {
    await disownLogin(identity, entry.id);
    showResult('good', 'tick', messageOf(entry.action, 'activity.disowned.title'),
      [messageOf(entry.action, 'activity.disowned.text', { website }), message('activity.disowned.more')], done(app));
  } catch (problem) {
    if (problem.name !== 'login-too-old') return showProblem(app, problem, () => disown(app, identity, entry));
    const text = message('activity.too-late.text', { website });
    showResult('attention', 'clock', message('activity.too-late.title'), [text], done(app));
  }
}
