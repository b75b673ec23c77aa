import { announce, el, icon } from '../dom.js';
import { story } from '../happenings.js';
import { activity, disown } from '../server.js';
import { when } from '../words.js';
import { confirm } from './confirm.js';
import { showProblem, showResult } from './results.js';
import { section } from './section.js';

const AT_FIRST = 5;
const MORE = 20;

/** What happened to the account lately, and what to do about a login that was not the person's. */
export const activitySection = (app, me) => section(app, {
  id: 'activity',
  title: 'Recent activity',
  load: () => activity(me, AT_FIRST),
  draw: first => parts(app, me, first),
  failed: 'What happened lately could not be loaded.',
});

function parts(app, me, first) {
  if (first.activity.length === 0) return [el('p', { class: 'small' }, 'Nothing yet.')];
  const list = el('ul', { class: 'rows card' });
  const trouble = el('p', { class: 'mistake', role: 'alert' });
  const more = el('button', { class: 'quiet', onclick: load }, 'Show more');
  let next;

  function add(part) {
    const rows = part.activity.map(entry => row(app, me, entry));
    list.append(...rows);
    next = part.next;
    more.hidden = !next;
    return rows;
  }

  async function load() {
    more.disabled = true;
    trouble.textContent = '';
    try {
      const rows = add(await activity(me, MORE, next));
      announce(`${rows.length} more`);
      rows[0]?.setAttribute('tabindex', '-1');
      rows[0]?.focus();
    } catch {
      trouble.textContent = 'More could not be loaded. Try again.';
    }
    more.disabled = false;
  }

  add(first);
  return [list, trouble, more];
}

function row(app, me, entry) {
  const { symbol, title, lines } = story(entry);
  return el('li', {},
    icon(symbol),
    el('div', { class: 'words' },
      el('b', {}, title),
      ...lines.map(line => el('span', { class: 'small line' }, line)),
      el('time', { class: 'small line', datetime: entry.at }, when(entry.at)),
      entry.may_disown
        ? el('button', {
          class: 'plain small', 'aria-label': `This wasn’t me: ${title}, ${when(entry.at)}`, onclick: () => askToDisown(app, me, entry),
        }, 'This wasn’t me')
        : null));
}

function askToDisown(app, me, entry) {
  confirm({
    title: 'This login wasn’t you?',
    sentences: [
      `Doorway ends this login to ${entry.client_name}, which can then learn nothing more about you, and forgets the browser that it came from.`,
      'Whoever runs your account is told. This cannot be undone.',
    ],
    yes: 'It wasn’t me: end it',
    no: 'Back',
    go: () => end(app, me, entry),
  });
}

async function end(app, me, entry) {
  const done = ['Done', () => app.home()];
  try {
    await disown(me, entry.id);
    showResult('good', 'tick', 'This login was ended',
      [`What ${entry.client_name} may already have opened, only ${entry.client_name} can close: log out there, or ask them.`,
        'Does somebody else have one of your devices? Remove it from your list.'], done);
  } catch (problem) {
    if (problem.name !== 'login-too-old') return showProblem(app, problem, () => end(app, me, entry));
    showResult('late', 'clock', 'Too late to end it here',
      [`It is more than a day old. Log out at ${entry.client_name}, and remove devices that are not yours.`], done);
  }
}
