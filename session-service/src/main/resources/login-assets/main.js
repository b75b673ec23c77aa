// The waiting page: one login at a time, from the code on the screen to the way back to the website.

import { Refused, cancel, complete, create } from './challenge.js';
import { pageArrived, serverNow, setServerTime } from './clock.js';
import { showFrames } from './frames.js';
import { memoryOf } from './memory.js';
import { beat, countDown, failure, notice, show, tile, trouble } from './view.js';
import { watch } from './watch.js';

const login = JSON.parse(document.getElementById('doorway-login').textContent);
const memory = memoryOf(login.request);
const renewUntil = performance.now() + login.renew_for * 1000 - 2000;
const pause = ms => new Promise(resolve => setTimeout(resolve, ms));

let id;
let state;
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
  memory.write({ id, state });
}

async function issue(wanted = () => true) {
  const asked = performance.now();
  try {
    const made = await create(login.ticket);
    setServerTime(made.server_time, (asked + performance.now()) / 2);
    if (!wanted()) return void cancel(made.challenge_id).catch(() => {});
    begin(made.challenge_id);
    showCode(made.expires_at);
  } catch (reason) {
    if (!wanted()) return;
    // What was renewed silently ends in a question; what was asked for, in words.
    if (state === 'renewing' && reason instanceof Refused) return settle('paused');
    end();
    failure(reason instanceof Refused ? reason.message : 'Doorway could not be reached. Check your connection.');
  }
}

function showCode(expiresAt) {
  const deadline = Date.parse(expiresAt);
  become('created');
  show('code');
  stops.push(showFrames(id, deadline, tile, beat), countDown(deadline, deadline - serverNow()));
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
    case 'approved':
      return proceed();
    case 'scanned':
      stopShowing();
      notice();
      become('scanned');
      return show('scanned');
    case 'cancelled':
      // By the server, because there is a newer one; else by the person.
      return before === 'renewing' ? undefined : settle('cancelled');
    default:
      return settle(message.state);
  }
}

// A code that nobody scanned is replaced; so is one that a reloaded page comes back to.
function expired(before) {
  if (before === 'renewing') return;
  if (before === 'created') renew();
  else if (before === undefined && ['created', 'paused'].includes(remembered?.state)) issue();
  else settle('expired');
}

function settle(final) {
  end();
  become(final);
  show(final);
}

function stopShowing() {
  stops.splice(1).forEach(stop => stop());
}

// Takes the approval, once; asking again gives the same answer, so that a lost one is asked for again.
async function proceed() {
  if (state === 'approved') return;
  stopShowing();
  become('approved');
  show('approved');
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { redirect_to: next } = await complete(id);
      end();
      become('continued');
      location.replace(next);
      return;
    } catch (reason) {
      if (state !== 'approved') return;
      const final = reason instanceof Refused && reason.status < 500 && reason.status !== 429;
      if (final && [404, 410].includes(reason.status)) return void lost();
      if (final || attempt === 6) {
        end();
        return void failure(reason instanceof Refused ? reason.message : 'Doorway could not be reached. Check your connection.');
      }
      await pause(250 * 2 ** attempt);
    }
  }
}

// The challenge is gone, perhaps with the store that held it. Nothing came of it; a new one does.
function lost() {
  const interrupted = ['scanned', 'approved'].includes(state ?? remembered?.state);
  end();
  id = undefined;
  state = undefined;
  memory.forget();
  losses += 1;
  if (losses > 2) return failure('Doorway does not find the login that it has just begun.');
  if (interrupted) notice('That login was interrupted on our side. Please scan this new code.');
  issue();
}

const deeds = {
  again() {
    memory.forget();
    location.reload();
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

// Shown again out of the browser's cache, the page asks how things stand.
addEventListener('pageshow', event => {
  if (event.persisted) location.reload();
});

setServerTime(login.server_time, pageArrived());
const remembered = memory.read();
if (!globalThis.crypto?.subtle) failure('This browser cannot make the key that a login here needs. Use a newer one, over https.');
else if (remembered?.state === 'continued') show('continued');
else if (remembered) begin(remembered.id);
else issue();
