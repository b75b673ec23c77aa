// The login page: turns what happens into messages for reduce(), shows the state that it returns and carries out its
// effects.

import { becomesVisible, canReturn, isSafari, obstacle } from './capabilities.js';
import { cancel, complete, continueSession, create, moreTime } from './challenge.js';
import { everySecond, pageRequest, serverNow, setServerTime } from './clock.js';
import { offerMoreTime, openCodeForm, rejectCode, setBusy, showError } from './code-form.js';
import './language.js';
import { copyLoginCode, showLoginCode, warnBefore } from './login-code.js';
import { hasMessage, keepLanguageOf, message, messageOf } from './messages.js';
import { PHASES, viewOf } from './phases.js';
import { forgetKey } from './proof.js';
import { currentLink, showQrCode } from './qr-code.js';
import { CHOICES, choicesOf, savedLoginOf } from './saved-login.js';
import { backoff, sleep } from './shared/backoff.js';
import { byId } from './shared/dom.js';
import { INITIAL, reduce } from './state.js';
import { isExtendable } from './steps.js';
import { countDown, pulse, show, showAmount, showDisconnected, showFailure, showNotice, tile } from './view.js';
import { watch } from './watch.js';

const login = JSON.parse(byId('doorway-login').textContent);
const savedLogin = savedLoginOf(login.request);
const sharedCheckbox = byId('shared');
const moreTimeCheckbox = byId('more-time');
showAmount(login.action);
byId('safari')?.toggleAttribute('hidden', !isSafari());
setServerTime(login.server_time, pageRequest());
const renewUntil = serverNow() + login.renew_for * 1000 - 2000;
const loadedAt = Date.now();
const MINUTE_MS = 60_000;
const OLD_MS = MINUTE_MS;
const RETRY = { first: 500 };

let state = INITIAL;

function dispatch(happened) {
  const before = state;
  const [next, effects] = reduce(before, happened);
  state = next;
  render();
  save(before);
  run(effects);
}

function render() {
  const { phase, failure } = state;
  const { watched } = PHASES[phase];
  if (failure) showFailure(textOf(failure));
  showNotice(state.notice ? messageOf(login.action.type, state.notice, { count: state.noticeCount }) : '');
  showDisconnected(Boolean(watched && state.disconnected));
  const isNew = show(viewOf(state));
  if (isNew && phase === 'typing') openCodeForm(code => dispatch({ type: 'code-submitted', code }));
  setBusy(phase === 'submitting');
  offerMoreTime(isExtendable(state));
  updateActivities();
}

// What runs as long as the state is the one that it was started for: each has a key, and is stopped when its key
// changes.
const activities = {
  watch: { key: ({ id }) => id, start: ({ id }) => watch(id, watchers(id)) },
  code: { key: ({ id, deadline }) => `${id} ${deadline}`, start: showCode },
  countdown: { key: ({ deadline }) => deadline, start: ({ deadline }) => countDown(Date.parse(deadline)) },
  entry: { key: ({ loginCode }) => loginCode, start: ({ loginCode }) => showLoginCode(loginCode) },
  warning: { key: ({ deadline }) => deadline, start: warnOfExpiry },
  expiry: { key: ({ id, deadline }) => `${id} ${deadline}`, start: awaitExpiry },
};
const running = {};

function updateActivities() {
  const { watched, code, countdown } = PHASES[state.phase];
  const entry = code && state.enteredCode;
  const scanned = code && !entry && !state.sameDevice;
  const shown = countdown && (!scanned || state.drawn);
  const expiry = state.phase === 'created';
  const warning = (entry && expiry) || PHASES[state.phase].view === 'typed';
  const wanted = { watch: watched, code: scanned, countdown: shown, entry, warning, expiry };
  for (const [name, { key, start }] of Object.entries(activities)) {
    const current = wanted[name] ? key(state) : undefined;
    if (running[name]?.key === current) continue;
    running[name]?.stop();
    running[name] = current === undefined ? undefined : { key: current, stop: start(state) };
  }
}

function watchers(id) {
  const ofThis = happened => state.id === id && dispatch(happened);
  return {
    onState: ({ state: reached, deadline, check }) =>
      ofThis({ type: 'state', state: reached, deadline, check, renewable: isRenewable() }),
    onUnknown: () => ofThis({ type: 'unknown-challenge' }),
    onDisconnected: () => ofThis({ type: 'disconnected' }),
    onConnected: () => ofThis({ type: 'connected' }),
  };
}

function showCode({ id, deadline }) {
  return showQrCode(id, Date.parse(deadline), tile, () => {
    pulse();
    if (!state.drawn) dispatch({ type: 'code-drawn' });
  });
}

function warnOfExpiry({ deadline }) {
  return warnBefore(Date.parse(deadline), () => dispatch({ type: 'code-expiring' }));
}

function awaitExpiry({ deadline }) {
  return everySecond(() => {
    if (serverNow() > Date.parse(deadline)) dispatch({ type: 'code-expired', renewable: isRenewable() });
  });
}

function isRenewable() {
  return serverNow() < renewUntil;
}

function save(before) {
  const { phase, id } = state;
  const isChanged = ['phase', 'id', ...CHOICES].some(name => before[name] !== state[name]);
  if (PHASES[phase].saved && isChanged) {
    savedLogin.write({ id, state: phase, ...choicesOf(state) });
  }
}

async function run(effects) {
  for (const effect of effects) await EFFECTS[effect.type](effect);
}

const EFFECTS = {
  async create({ request, sameDevice, shared, enteredCode, moreTime }) {
    try {
      const route = enteredCode ? 'entered-code' : sameDevice ? 'same-device' : 'cross-device';
      const made = await create(login.ticket, { route, shared, more_time: moreTime });
      const { challenge_id: id, expires_at: deadline, login_code: loginCode } = made;
      if (sameDevice) keepLanguageOf(id);
      dispatch({ type: 'created', request, id, deadline, loginCode });
    } catch (problem) {
      dispatch({ type: 'create-failed', request, problem, old: Date.now() - loadedAt > OLD_MS });
    }
  },

  cancel({ id }) {
    cancel(id).catch(() => {});
  },

  async extend({ id }) {
    try {
      const { expires_at: deadline, extendable } = await moreTime(id);
      const minutes = Math.floor((Date.parse(deadline) - serverNow()) / MINUTE_MS);
      dispatch({ type: 'extended', deadline, minutes, extendable });
    } catch (problem) {
      // What is over by then is said by the state that the page is watching.
      if (![404, 409, 410].includes(problem.status)) showError(textOf(problem.name));
    }
  },

  'submit-code': ({ id, code }) => completeWith(id, { code }),

  async complete({ id, attempt }) {
    if (attempt > 1) await sleep(backoff(attempt - 1, RETRY));
    if (state.phase === 'approved') await completeWith(id);
  },

  'reject-code'({ message: key, count, problem }) {
    if (problem) showError(message(key, { reason: textOf(problem.name) }));
    else rejectCode(message(key, { count }));
  },

  'forget-login': savedLogin.remove,

  'forget-key': () => forgetKey().catch(() => {}),

  redirect: ({ to }) => location.replace(to),

  reload({ shared, enteredCode, moreTime }) {
    if (shared || enteredCode || moreTime) savedLogin.write({ shared, enteredCode, moreTime });
    location.reload();
  },
};

async function completeWith(id, confirmation) {
  try {
    dispatch({ type: 'completed', redirectTo: (await complete(id, confirmation)).redirect_to });
  } catch (problem) {
    dispatch({ type: 'complete-failed', problem });
  }
}

function textOf(failure) {
  const key = `failure.${failure}`;
  return messageOf(login.action.type, hasMessage(key) ? key : 'failure.other');
}

// What the buttons and links of the page do, by their data-do.
const actions = {
  again: () => dispatch({ type: 'restarted' }),
  open: () => currentLink(state.id).then(link => location.assign(link), () => dispatch({ type: 'open-failed' })),
  'other-device': () => dispatch({ type: 'device-changed' }),
  'enter-code': () => dispatch({ type: 'code-chosen', enteredCode: true }),
  scan: () => dispatch({ type: 'code-chosen', enteredCode: false }),
  'more-time': () => dispatch({ type: 'more-time' }),
  'again-with-more-time': () => dispatch({ type: 'restarted', moreTime: true }),
  'copy-code': copyLoginCode,
  cancel: () => dispatch({ type: 'cancelled' }),
};

document.addEventListener('click', event => {
  const action = actions[event.target.closest('[data-do]')?.dataset.do];
  if (!action) return;
  event.preventDefault();
  action();
});

sharedCheckbox?.addEventListener('change', () => dispatch({ type: 'shared-changed', shared: sharedCheckbox.checked }));
moreTimeCheckbox.addEventListener('change', () =>
  dispatch({ type: 'time-changed', moreTime: moreTimeCheckbox.checked }));

// The browser shows the page again out of its cache: everything may have changed meanwhile.
addEventListener('pageshow', event => {
  if (event.persisted) location.reload();
});

// The code does not wait for it.
if (login.local_phone) {
  import('./local-phone.js').then(({ offerLocalPhone }) =>
    offerLocalPhone(byId('local-phone'), login.local_phone, () => (PHASES[state.phase].code ? state.id : undefined)));
}

await becomesVisible();
const saved = savedLogin.read();
const blocked = obstacle(login.issuer);
byId('right-address').href = login.issuer + location.pathname + location.search;
if (sharedCheckbox) sharedCheckbox.checked = saved?.shared ?? login.shared;
moreTimeCheckbox.checked = saved?.moreTime ?? false;
const sameDevice = !blocked && await canReturn();
const continued = login.single_sign_on && !blocked && !saved?.id && await continueSession(login.ticket).catch(() => {});
if (continued) location.replace(continued);
else dispatch({ type: 'started', sameDevice, shared: login.shared, saved, obstacle: blocked });
