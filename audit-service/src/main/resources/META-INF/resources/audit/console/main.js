// The console: signs in with a token that never leaves this tab, follows the feed, shows what it brings once per frame.

import { Drawer } from './drawer.js';
import { Refused, follow } from './feed.js';
import { Logins } from './logins.js';
import { Table } from './table.js';

const KEY = 'doorway.operator';
const ANNOUNCE_EVERY_MS = 5000;

const byId = (id) => document.getElementById(id);
const drawer = new Drawer();
const table = new Table(byId('rows'), (key) => drawer.open(logins.get(key)));

let logins = new Logins();
let changed = new Set();
let frame = 0;
let paused = false;
let stop = new AbortController();
let announced = { ...logins.counts() };

byId('sign-in').addEventListener('submit', (submit) => {
  submit.preventDefault();
  const token = byId('token').value.replace(/\s+/g, '').replace(/^Bearer/i, '');
  byId('token').value = '';
  run(token);
});
byId('sign-out').addEventListener('click', () => signOut(''));
byId('tools').addEventListener('submit', (submit) => submit.preventDefault());
byId('tools').addEventListener('input', render);
byId('pause').addEventListener('click', () => {
  paused = !paused;
  byId('pause').setAttribute('aria-pressed', String(paused));
  byId('pause').textContent = paused ? 'Continue' : 'Pause';
  render();
});
setInterval(announce, ANNOUNCE_EVERY_MS);

const kept = sessionStorage.getItem(KEY);
if (kept) {
  run(kept);
} else {
  show('sign-in');
}

async function run(token) {
  stop = new AbortController();
  logins = new Logins();
  connection('waiting');
  try {
    for await (const news of follow(token, stop.signal)) {
      if (news.state) {
        connection(news.state);
        if (news.state === 'live') {
          sessionStorage.setItem(KEY, token);
          show('console');
        }
      } else {
        note(logins.add(news.record));
      }
    }
  } catch (problem) {
    if (problem instanceof Refused) {
      signOut(problem.message);
    }
  }
}

function signOut(why) {
  stop.abort();
  sessionStorage.removeItem(KEY);
  drawer.close();
  logins = new Logins();
  render();
  connection('off');
  byId('token-error').textContent = why;
  show('sign-in');
  byId('token').focus();
}

function show(part) {
  byId('sign-in').hidden = part !== 'sign-in';
  byId('console').hidden = part !== 'console';
  byId('sign-out').hidden = part !== 'console';
  if (part === 'console') {
    byId('token-error').textContent = '';
  }
}

function connection(state) {
  byId('connection').dataset.state = state;
  byId('connection').textContent = { live: 'Live', waiting: 'Connecting…', off: 'Signed out' }[state];
}

function note(entry) {
  if (entry === null) {
    return;
  }
  changed.add(entry.key);
  drawer.refresh(entry);
  if (!paused && frame === 0) {
    frame = requestAnimationFrame(render);
  }
}

function render() {
  cancelAnimationFrame(frame);
  frame = 0;
  const counts = logins.counts();
  for (const [outcome, count] of Object.entries(counts)) {
    byId(`count-${outcome}`).textContent = count;
  }
  const entries = logins.all().filter(passes());
  table.show(entries, changed);
  changed = new Set();
  byId('empty').hidden = entries.length > 0;
  byId('empty').textContent = logins.all().length > 0
    ? 'No login passes the filter.'
    : 'Nothing yet. Start a login, and it appears here.';
}

function passes() {
  const outcome = new FormData(byId('tools')).get('show');
  const text = byId('filter').value.trim().toLowerCase();
  return (entry) => (!outcome || entry.outcome === outcome || (outcome === 'refused' && entry.refusals > 0))
    && (!text || [entry.key, entry.website, entry.account, entry.ip, entry.state, entry.said]
      .some((value) => value?.toLowerCase().includes(text)));
}

/** Tells a screen reader what changed, in one sentence now and then instead of every row. */
function announce() {
  const counts = logins.counts();
  const logged = counts.in - announced.in;
  const refused = counts.refused - announced.refused;
  announced = counts;
  const parts = [logged > 0 && `${logged} logged in`, refused > 0 && `${refused} refused`].filter(Boolean);
  if (parts.length > 0) {
    byId('announcer').textContent = parts.join(', ');
  }
}
