// The console: signs in with a token that never leaves this tab, follows the feed and shows its entries, once per video
// frame.

import { Drawer } from './drawer.js';
import { follow } from './feed.js';
import { direction, language, languageMenu } from './languages.js';
import { Logins, stateText } from './logins.js';
import { message, messageParts, number } from './messages.js';
import { byId, element } from './shared/dom.js';
import { setTexts } from './shared/messages.js';
import { Table, zoneName } from './table.js';

const TOKEN = 'doorway.operator';
const ANNOUNCE_EVERY_MS = 5000;

document.documentElement.lang = language;
document.documentElement.dir = direction;
document.title = message('page.title');
setTexts(document, message);
byId('sign-in').append(languageMenu(message));
byId('sign-in-text').append(...messageParts('sign-in.text', { role: element('code', {}, 'security') }));
const command = element('code', { dir: 'ltr' }, './doorway token security');
byId('token-help').append(...messageParts('sign-in.token.help', { command }));

byId('time-column').textContent = message('table.time.zone', { zone: zoneName() });

const drawer = new Drawer();
const table = new Table(byId('rows'), key => drawer.open(logins.get(key)));

let logins = new Logins();
let changed = new Set();
let frame = 0;
let paused = false;
let following = new AbortController();
let announced = logins.counts();

byId('sign-in').addEventListener('submit', submit => {
  submit.preventDefault();
  const token = byId('token').value.replace(/\s+/g, '').replace(/^Bearer/i, '');
  byId('token').value = '';
  run(token);
});
byId('sign-out').addEventListener('click', () => signOut(''));
byId('tools').addEventListener('submit', submit => submit.preventDefault());
byId('tools').addEventListener('input', render);
byId('pause').addEventListener('click', () => {
  paused = !paused;
  byId('pause').setAttribute('aria-pressed', String(paused));
  byId('pause').textContent = message(paused ? 'filter.continue' : 'filter.pause');
  render();
});
setInterval(announce, ANNOUNCE_EVERY_MS);

const savedToken = sessionStorage.getItem(TOKEN);
if (savedToken) run(savedToken);
else show('sign-in');

// A token is one line, in a field of several because it is long.
byId('token').addEventListener('beforeinput', event => {
  if (event.inputType !== 'insertLineBreak') return;
  event.preventDefault();
  event.target.form.requestSubmit();
});

async function run(token) {
  following = new AbortController();
  logins = new Logins();
  showConnection('waiting');
  try {
    for await (const { state, record } of follow(token, following.signal)) {
      if (record) {
        onChange(logins.add(record));
        continue;
      }
      showConnection(state);
      if (state === 'live') {
        sessionStorage.setItem(TOKEN, token);
        show('console');
      }
    }
  } catch (problem) {
    if ([401, 403].includes(problem.status)) signOut(message(`sign-in.problem.${problem.status}`));
  }
}

function signOut(reason) {
  following.abort();
  sessionStorage.removeItem(TOKEN);
  drawer.close();
  logins = new Logins();
  render();
  showConnection('off');
  byId('token-error').textContent = reason;
  show('sign-in');
  byId('token').focus();
}

function show(part) {
  byId('sign-in').hidden = part !== 'sign-in';
  byId('console').hidden = part !== 'console';
  byId('sign-out').hidden = part !== 'console';
  if (part === 'console') byId('token-error').textContent = '';
}

function showConnection(state) {
  byId('connection').dataset.state = state;
  byId('connection').textContent = message(`connection.${state}`);
}

function onChange(entry) {
  if (!entry) return;
  changed.add(entry.key);
  drawer.refresh(entry);
  if (!paused && frame === 0) frame = requestAnimationFrame(render);
}

function render() {
  cancelAnimationFrame(frame);
  frame = 0;
  for (const [outcome, count] of Object.entries(logins.counts())) byId(`count-${outcome}`).textContent = number(count);
  const all = logins.all();
  const entries = all.filter(passesFilter());
  table.show(entries, changed);
  changed = new Set();
  byId('empty').hidden = entries.length > 0;
  byId('empty').textContent = message(all.length > 0 ? 'table.nothing-found' : 'table.empty');
}

function passesFilter() {
  const outcome = new FormData(byId('tools')).get('show');
  const text = byId('filter').value.trim().toLowerCase();
  const hasOutcome = entry => !outcome || entry.outcome === outcome || (outcome === 'refused' && entry.refusals > 0);
  const contains = value => value?.toLowerCase().includes(text);
  const hasText = entry => {
    const { key, website, action, account, ip, happened } = entry;
    return !text || [key, website, action, account, ip, stateText(entry), happened].some(contains);
  };
  return entry => hasOutcome(entry) && hasText(entry);
}

/** Tells a screen reader every few seconds what changed, instead of reading each row. */
function announce() {
  const counts = logins.counts();
  const more = {};
  for (const outcome of ['in', 'disowned', 'refused']) more[outcome] = counts[outcome] - announced[outcome];
  announced = counts;
  const parts = Object.entries(more)
    .filter(([, count]) => count > 0)
    .map(([key, count]) => message(`announce.${key}`, { count }));
  if (parts.length > 0) byId('announcer').textContent = parts.join(', ');
}
