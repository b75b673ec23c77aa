// What becomes of a login that this phone has scanned. The phone waits for it, because only the browser sees it
// otherwise.

import { isLogin, nothingDone } from '../action-texts.js';
import { readOutcome } from '../api.js';
import { hasMessage, message, messageOf } from '../messages.js';
import { isPassing } from '../problems.js';
import { backoffWithJitter, sleep } from '../shared/backoff.js';
import { byId } from '../shared/dom.js';
import { done, showResult } from './results.js';

/** How long an approval is good, unless it says so itself; for a while longer it is asked what became of it. */
const USUAL_SECONDS = 60;
const LONGER_MS = 30_000;
const RETRY = { first: 500, longest: 4000 };

/** Who has not decided by then is perhaps reading, while the browser gives up. Most people never cause the call. */
const UNDECIDED_MS = 5000;

/**
 * Follows an approved login while the screen that is shown now stays, and then shows how it ended.
 *
 * @param approved identity, login, client, action and subject of the approval
 * @param seconds how long the browser may present a confirmation
 * @param onCode called with `tries_left` and `expires_in`, while the browser may present a confirmation code
 */
export async function followOutcome(app, approved, { seconds = USUAL_SECONDS, onCode = () => {} } = {}) {
  const endOf = left => performance.now() + left * 1000 + LONGER_MS;
  let end = endOf(seconds);
  await follow(approved, { until: () => performance.now() >= end }, outcome => {
    if (outcome.state !== 'approved') showOutcome(app, approved, outcome);
    if (outcome.tries_left === undefined) return;
    end = endOf(outcome.expires_in);
    onCode(outcome);
  });
}

/** Follows a login that waits for the person's decision while the screen that is shown now stays. */
export async function followUndecided(app, undecided) {
  await follow(undecided, { delay: UNDECIDED_MS }, outcome => {
    if (outcome.state === 'cancelled') showOutcome(app, undecided, outcome);
    return outcome.state !== 'scanned';
  });
}

/**
 * Shows that a login was cancelled before the person's decision arrived, if it was. Returns whether another screen than
 * before is shown.
 */
export async function showCancelled(app, undecided) {
  const screen = byId('screen').firstElementChild;
  const outcome = await readOutcome(undecided.identity, undecided.login).catch(() => undefined);
  if (outcome?.state === 'cancelled' && screen.isConnected) showOutcome(app, undecided, outcome);
  return !screen.isConnected;
}

/** Calls `onOutcome` with each state, until it returns true or the screen that is shown now is replaced. */
async function follow({ identity, login }, { delay = 0, until = () => false }, onOutcome) {
  const screen = byId('screen').firstElementChild;
  const isFollowed = () => screen.isConnected && !until();
  let version;
  let failures = 0;
  await sleep(delay);
  while (isFollowed()) {
    try {
      const outcome = await readOutcome(identity, login, version);
      if (!isFollowed() || onOutcome(outcome)) return;
      ({ version } = outcome);
      failures = 0;
    } catch (problem) {
      if (!isPassing(problem)) return;
      failures += 1;
      await sleep(backoffWithJitter(failures, RETRY));
    }
  }
}

function showOutcome(app, { client, action, subject, elsewhere }, { state, by }) {
  const website = client.name;
  const login = isLogin(action.type);
  if (state === 'consumed') {
    // Without a browser, nobody is logged in where this person looks.
    const kind = login && !elsewhere ? 'login' : 'other';
    const lines = [...(kind === 'login' ? [] : [subject]), message(`outcome.consumed.${kind}.text`, { website })];
    showResult('good', 'tick', message(`outcome.consumed.${kind}.title`), lines, done(app));
    return;
  }
  const title = [`outcome.${state}.${by}.title`, `outcome.${state}.title`].find(hasMessage);
  const ways = [...(elsewhere ? [`outcome.${state}.elsewhere.text`] : []), `outcome.${state}.${by}.text`];
  const text = [...ways, `outcome.${state}.text`].find(hasMessage);
  const tone = by === 'wrong_code' ? 'bad' : 'attention';
  showResult(tone, 'notice', messageOf(action.type, title),
    [nothingDone(action.type), messageOf(action.type, text, { website })], done(app));
}
