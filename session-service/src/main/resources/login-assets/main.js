// The waiting page: one login at a time, from the code on the screen to the way back to the website.

import { Refused, cancel, complete, create } from './challenge.js';
import { pageArrived, serverNow, setServerTime } from './clock.js';
import { askForCode, complain, wrongCode } from './code.js';
import { linkNow, showFrames } from './frames.js';
import { forgetKey } from './key.js';
import { memoryOf } from './memory.js';
import { isPhone, obstacle } from './surroundings.js';
import { beat, countDown, failure, notice, show, tile, trouble } from './view.js';
import { watch } from './watch.js';

const login = JSON.parse(document.getElementById('doorway-login').textContent);
const memory = memoryOf(login.request);
const renewUntil = performance.now() + login.renew_for * 1000 - 2000;
const checkbox = document.getElementById('shared');
const pause = ms => new Promise(resolve => setTimeout(resolve, ms));

let id;
let state;
let sameDevice = isPhone();
let shared = login.shared;
let taken = false;
let losses = 0;
let stops = [];

function begin(challenge) {
  end();
  id = challenge;
  state = undefined;
  stops.push(watch(id, { onState: heard, onLost: lost, onTrouble: () => trouble(true) }));
}

function end() {
  stops.forEach(stop => stop());
  stops = [];
}

// Into a state that a reload must find again.
function become(next) {
  state = next;
  memory.write({ id, state, sameDevice, shared });
}

// `wanted` says whether the answer still is when it comes.
async function issue(wanted = () => true) {
  const asked = performance.now();
  try {
    const made = await create(login.ticket, { route: sameDevice ? 'same-device' : 'cross-device', shared });
    setServerTime(made.server_time, (asked + performance.now()) / 2);
    if (!wanted()) return void cancel(made.challenge_id).catch(() => {});
    begin(made.challenge_id);
    showCode(made.expires_at);
  } catch (reason) {
    if (!wanted()) return;
    // What was renewed silently ends in a question; what was asked for, in words.
    if (state === 'renewing' && reason instanceof Refused) return settle('paused');
    end();
    // The page is fresh and the ticket is not the browser's: it does not keep cookies after all.
    if (reason.name === 'invalid-ticket') return show('forgetful');
    failure(words(reason));
  }
}

function words(reason) {
  return reason instanceof Refused ? reason.message : 'Doorway could not be reached. Check your connection.';
}

// As a picture for another device, or as a link for this one.
function showCode(expiresAt) {
  const deadline = Date.parse(expiresAt);
  become('created');
  show(sameDevice ? 'phone' : 'code');
  if (!sameDevice) stops.push(showFrames(id, deadline, tile, beat));
  stops.push(countDown(deadline, deadline - serverNow()));
  const renewal = setTimeout(renew, deadline - serverNow() + 50);
  stops.push(() => clearTimeout(renewal));
}

// The old code stays on the screen until there is a new one, and stands if it was scanned in its last moment.
function renew() {
  if (state !== 'created') return;
  if (performance.now() >= renewUntil) return settle('paused');
  state = 'renewing';
  issue(() => state === 'renewing');
}

function heard(message) {
  const before = state;
  losses = 0;
  trouble(false);
  switch (message.state) {
    case 'created':
      if (before === undefined) showCode(message.deadline);
      return;
    case 'expired':
      return expired(before);
    case 'consumed':
      // By the page that the app led back to, which goes on; this one is left behind.
      if (message.check === 'return') return settle('continued');
      // By the code on its way, whose answer is to come; only if that is lost it is asked for again.
      if (before === 'presenting') return void (taken = true);
      return proceed();
    case 'approved':
      return approved(message);
    case 'scanned':
      stopShowing();
      notice();
      become('scanned');
      return show('scanned');
    case 'cancelled':
      // By the server, because there is a newer one, or because of wrong codes; else by the person.
      if (['renewing', 'restarting'].includes(before)) return;
      return settle(['typing', 'presenting'].includes(before) ? 'mistyped' : 'cancelled');
    default:
      return settle(message.state);
  }
}

// A code that nobody scanned is replaced; so is one that a reloaded page comes back to.
function expired(before) {
  if (['renewing', 'restarting'].includes(before)) return;
  if (before === 'created') renew();
  else if (before === undefined && ['created', 'paused'].includes(remembered?.state)) issue();
  else settle('expired');
}

function settle(final) {
  end();
  become(final);
  show(final);
  if (shared) leaveNothing();
}

// Others use this browser: neither its key nor what this tab did stays behind.
async function leaveNothing() {
  memory.forget();
  await forgetKey().catch(() => {});
}

function stopShowing() {
  stops.splice(1).forEach(stop => stop());
}

// What the approval still needs: the code, the way back from the app, or nothing.
function approved({ check, deadline }) {
  if (check === 'typed-code') return typing(deadline);
  if (check !== 'return') return proceed();
  stopShowing();
  become('returning');
  show('returning');
}

function typing(until) {
  if (['typing', 'presenting'].includes(state)) return;
  stopShowing();
  become('typing');
  show('typed');
  const deadline = Date.parse(until);
  stops.push(countDown(deadline, deadline - serverNow()));
  askForCode(present);
}

// A code is sent once and not again by itself, for each one that is wrong costs a try.
async function present(code) {
  state = 'presenting';
  try {
    await proceedTo(await complete(id, { code }));
  } catch (reason) {
    if (state !== 'presenting') return;
    if (taken) return proceed();
    state = 'typing';
    if (reason.name === 'wrong-code') return wrongCode(reason.triesLeft);
    if (reason.name === 'cancelled') return settle('mistyped');
    if (reason.name === 'expired') return settle('expired');
    if (reason instanceof Refused && reason.status === 404) return lost();
    complain(`${words(reason)} Press Continue once more.`);
  }
}

// Takes the approval, once; asking again gives the same answer, so that a lost one is asked for again.
async function proceed() {
  if (state === 'approved') return;
  stopShowing();
  become('approved');
  show('approved');
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await proceedTo(await complete(id));
    } catch (reason) {
      if (state !== 'approved') return;
      const final = reason instanceof Refused && reason.status < 500 && reason.status !== 429;
      if (final && [404, 410].includes(reason.status)) return void lost();
      if (final || attempt === 6) {
        end();
        return void failure(words(reason));
      }
      await pause(250 * 2 ** attempt);
    }
  }
}

async function proceedTo({ redirect_to: next }) {
  end();
  become('continued');
  if (shared) await leaveNothing();
  location.replace(next);
}

// The challenge is gone, perhaps with the store that held it. Nothing came of it; a new one does.
function lost() {
  const interrupted = ['scanned', 'approved', 'typing', 'returning'].includes(state ?? remembered?.state);
  end();
  id = undefined;
  state = undefined;
  memory.forget();
  losses += 1;
  if (losses > 2) return failure('Doorway does not find the login that it has just begun.');
  if (interrupted) notice('That login was interrupted on our side. Please scan this new code.');
  issue();
}

// The same login in another manner: what was shown before is closed by the server.
function restart(change) {
  change();
  notice();
  stopShowing();
  tile.replaceChildren();
  state = 'restarting';
  issue(() => state === 'restarting');
}

const deeds = {
  again() {
    memory.forget();
    // What the person said of this computer holds for the next try too.
    if (shared) memory.write({ shared });
    location.reload();
  },
  open() {
    linkNow(id).then(address => location.assign(address), () => notice('Doorway could not be reached. Try once more.'));
  },
  elsewhere() {
    restart(() => (sameDevice = false));
  },
  cancel() {
    const given = id;
    settle('cancelled');
    if (given) cancel(given).catch(() => {});
  },
};

document.addEventListener('click', event => {
  const deed = deeds[event.target.closest('[data-do]')?.dataset.do];
  if (!deed) return;
  event.preventDefault();
  deed();
});

checkbox?.addEventListener('change', event => {
  restart(() => (shared = event.target.checked));
});

// Shown again out of the browser's cache, the page asks how things stand.
addEventListener('pageshow', event => {
  if (event.persisted) location.reload();
});

setServerTime(login.server_time, pageArrived());
const remembered = memory.read();
const unfit = await obstacle();
if (remembered) ({ sameDevice = sameDevice, shared = shared } = remembered);
if (checkbox) checkbox.checked = shared;

if (unfit) show(unfit);
else if (remembered?.state === 'continued') show('continued');
else if (remembered?.id) begin(remembered.id);
else issue();
