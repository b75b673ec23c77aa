// The login page as a pure function: reduce(state, message) returns the next state and the effects that it asks for. It
// knows no DOM, no clock and no network; main.js turns what happens into messages, shows the state and carries out the
// effects.

import { PHASES } from './phases.js';

const MAX_LOSSES = 2;
const MAX_ATTEMPTS = 6;

/** Before the first message. */
export const INITIAL = {
  phase: 'starting',
  id: undefined,
  deadline: undefined,
  sameDevice: false,
  shared: false,
  // The person enters a code in the app and scans nothing; what the code is, and until it is known, undefined.
  enteredCode: false,
  // The person asked for more time to type a confirmation code.
  moreTime: false,
  loginCode: undefined,
  // What this tab had saved before it was reloaded.
  savedPhase: undefined,
  // The number of the latest request for a challenge; an answer to an earlier one is not used.
  request: 0,
  // Requests to complete the login.
  attempt: 0,
  // The challenge was consumed while the answer to the confirmation code was still on its way.
  consumed: false,
  // Challenges in a row that the server did not know.
  losses: 0,
  // A QR code is on the screen.
  drawn: false,
  disconnected: false,
  // The key of a message, and the name of the problem, by which its message is found.
  notice: undefined,
  failure: undefined,
};

/**
 * The messages, each with the members that it has:
 *
 *   started           sameDevice, shared, saved (or undefined), obstacle (a phase, or undefined)
 *   created           request, id, deadline, loginCode
 *   create-failed     request, problem, old: whether the page, and with it its ticket, was loaded some time ago
 *   code-drawn        the first QR code of the page, or of a login that replaces another, is on the screen
 *   state             state, deadline, check, renewable: the challenge's state, as the server reports it
 *   unknown-challenge the server does not know the challenge
 *   disconnected      the server cannot be reached
 *   code-expired      renewable: the QR code's time is over; whether the page may still ask for another one
 *   code-expiring     the code that is entered can be used for a short time only
 *   code-submitted    code
 *   completed         redirectTo
 *   complete-failed   problem
 *   open-failed       the app could not be opened
 *   shared-changed    shared
 *   time-changed      moreTime
 *   device-changed    to another device
 *   code-chosen       enteredCode: the person enters a code, or scans
 *   more-time         the person asked for a new code to enter
 *   cancelled         by the person
 *   restarted         moreTime (or undefined): by the person, after the end
 *
 * The effects, in the order in which they are to be carried out:
 *
 *   create            request, sameDevice, shared, enteredCode, moreTime
 *   cancel            id
 *   submit-code       id, code
 *   complete          id, attempt
 *   reject-code       message, count, problem: shows why the confirmation code was not accepted
 *   forget-login      removes what this tab saved
 *   forget-key        removes the browser's key
 *   redirect          to
 *   reload            shared, enteredCode, moreTime: what the reloaded page is to know
 */
export function reduce(state, message) {
  return TRANSITIONS[message.type](state, message);
}

const TRANSITIONS = {
  started(state, { sameDevice, shared, saved, obstacle }) {
    const begun = {
      ...state,
      sameDevice: saved?.sameDevice ?? sameDevice,
      shared: saved?.shared ?? shared,
      enteredCode: saved?.enteredCode ?? false,
      moreTime: saved?.moreTime ?? false,
      savedPhase: saved?.state,
    };
    if (obstacle) return to(begun, { phase: obstacle });
    if (saved?.state === 'continued') return to(begun, { phase: 'continued' });
    if (saved?.id) return to(begun, { phase: 'resuming', id: saved.id });
    return create(begun);
  },

  created(state, { request, id, deadline, loginCode }) {
    const wanted = request === state.request && ['starting', 'renewing', 'restarting'].includes(state.phase);
    if (!wanted) return to(state, {}, { type: 'cancel', id });
    return showCode({ ...state, id, loginCode, notice: withoutWarning(state.notice) }, deadline);
  },

  'create-failed'(state, { request, problem, old }) {
    if (request !== state.request || !['starting', 'renewing', 'restarting'].includes(state.phase)) return to(state);
    // Nobody waits for a renewal, so the person is asked instead; what the person asked for fails with a reason.
    if (state.phase === 'renewing' && problem.status) return settle(state, 'paused');
    // The pushed request cannot be used by this browser any more. The server has the page that says so.
    if (problem.name === 'request-used') return reload(state);
    // The ticket is used up or too old, and the person waits: a reloaded page has a new one.
    if (state.phase === 'restarting' && ['invalid-ticket', 'too-many-challenges'].includes(problem.name)) {
      return reload(state);
    }
    // A tab that nobody looked at for a long time has an old ticket. If the page is new and the server does not accept
    // its ticket from this browser, the browser keeps no cookies.
    if (problem.name === 'invalid-ticket') return old ? reload(state) : to(state, { phase: 'no-storage' });
    return fail(state, problem);
  },

  'code-drawn': state => to(state, PHASES[state.phase].code ? { drawn: true } : {}),

  state(state, message) {
    const heard = { ...state, losses: 0, disconnected: false };
    return CHALLENGE_STATES[message.state]?.(heard, message) ?? to(heard);
  },

  'unknown-challenge': lose,

  disconnected: state => to(state, { disconnected: true }),

  'code-expired': renew,

  'code-expiring'(state) {
    if (isEntered(state)) return to(state, { notice: 'notice.code-expiring' });
    return to(state, PHASES[state.phase].view === 'typed' ? { notice: 'notice.typing-expiring' } : {});
  },

  'code-submitted'(state, { code }) {
    if (state.phase !== 'typing') return to(state);
    return to(state, { phase: 'submitting', consumed: false }, { type: 'submit-code', id: state.id, code });
  },

  completed(state, { redirectTo }) {
    const forget = state.shared ? [{ type: 'forget-login' }, { type: 'forget-key' }] : [];
    return to(state, { phase: 'continued' }, ...forget, { type: 'redirect', to: redirectTo });
  },

  'complete-failed'(state, { problem }) {
    if (state.phase === 'submitting') return codeFailed(state, problem);
    if (state.phase !== 'approved') return to(state);
    if ([404, 410].includes(problem.status)) return lose(state);
    const final = problem.status && problem.status < 500 && problem.status !== 429;
    if (final || state.attempt === MAX_ATTEMPTS) return fail(state, problem);
    return complete(state, state.attempt + 1);
  },

  'open-failed': state => to(state, { notice: 'notice.open-failed' }),

  'shared-changed': (state, { shared }) => restart({ ...state, shared }),

  'time-changed': (state, { moreTime }) => restart({ ...state, moreTime }),

  'device-changed': state => restart({ ...state, sameDevice: false }),

  'code-chosen': (state, { enteredCode }) => restart({ ...state, enteredCode }),

  'more-time': state => (isEntered(state) ? create(state, 'renewing') : to(state)),

  cancelled(state) {
    const [next, effects] = settle(state, 'cancelled');
    return [next, state.id ? [{ type: 'cancel', id: state.id }, ...effects] : effects];
  },

  restarted: (state, { moreTime = state.moreTime }) => reload({ ...state, moreTime }),
};

const CHALLENGE_STATES = {
  created(state, { deadline }) {
    if (state.phase !== 'resuming') return to(state);
    // A code to enter is not saved.
    return state.enteredCode ? create(state) : showCode(state, deadline);
  },

  scanned: state => to(state, { phase: 'scanned', notice: undefined }),

  approved(state, { check, deadline }) {
    if (check === 'typed-code') {
      return ['typing', 'submitting'].includes(state.phase) ? to(state) : to(state, { phase: 'typing', deadline });
    }
    return check === 'return' ? to(state, { phase: 'returning' }) : complete(state, 1);
  },

  rejected: state => settle(state, 'rejected'),

  consumed(state, { check }) {
    // By the return page, in another tab, which continues to the website.
    if (check === 'return') return settle(state, 'continued');
    // By the confirmation code. Its answer is on its way; only if that is lost the page asks again.
    if (state.phase === 'submitting') return to(state, { consumed: true });
    return complete(state, 1);
  },

  cancelled(state) {
    // By the server, because of the newer challenge that this page has asked for.
    if (['renewing', 'restarting'].includes(state.phase)) return to(state);
    return settle(state, ['typing', 'submitting'].includes(state.phase) ? 'code-rejected' : 'cancelled');
  },

  expired(state, { renewable }) {
    if (['renewing', 'restarting'].includes(state.phase)) return to(state);
    if (state.phase === 'created') return renew(state, { renewable });
    // Nobody scanned the code before the tab was reloaded.
    if (state.phase === 'resuming' && ['created', 'paused'].includes(state.savedPhase)) return create(state);
    return settle(state, 'expired');
  },
};

function to(state, changes = {}, ...effects) {
  const next = { ...state, ...changes };
  // Another view takes the code off the screen.
  return [{ ...next, drawn: next.drawn && PHASES[next.phase].view === 'code' }, effects];
}

function create(state, phase = 'starting') {
  const request = state.request + 1;
  const { sameDevice, shared, enteredCode, moreTime } = state;
  return to(state, { phase, request }, { type: 'create', request, sameDevice, shared, enteredCode, moreTime });
}

function showCode(state, deadline) {
  return to(state, { phase: 'created', deadline });
}

function renew(state, { renewable }) {
  if (state.phase !== 'created') return to(state);
  // A code that somebody may be entering is not replaced without asking.
  if (renewable && !state.enteredCode) return create(state, 'renewing');
  return settle({ ...state, notice: withoutWarning(state.notice) }, 'paused');
}

function restart(state) {
  return create({ ...state, notice: undefined }, 'restarting');
}

function reload(state) {
  const { shared, enteredCode, moreTime } = state;
  return to(state, {}, { type: 'forget-login' }, { type: 'reload', shared, enteredCode, moreTime });
}

function isEntered({ phase, enteredCode }) {
  return phase === 'created' && enteredCode;
}

function withoutWarning(notice) {
  return notice?.endsWith('-expiring') ? undefined : notice;
}

function complete(state, attempt) {
  // Completing twice gives the same answer, so an answer that was lost is asked for again.
  if (state.phase === 'approved' && attempt === 1) return to(state);
  return to(state, { phase: 'approved', attempt }, { type: 'complete', id: state.id, attempt });
}

// A confirmation code is sent once and not repeated without the person, because each wrong one costs a try.
function codeFailed(state, problem) {
  if (state.consumed) return complete(state, 1);
  if (problem.name === 'cancelled') return settle(state, 'code-rejected');
  if (problem.name === 'expired') return settle(state, 'expired');
  if (problem.status === 404) return lose(state);
  const rejection = problem.name === 'wrong-code'
    ? { message: 'code.wrong', count: problem.triesLeft }
    : { message: 'code.not-sent', problem };
  return to(state, { phase: 'typing' }, { type: 'reject-code', ...rejection });
}

/** The end. On a shared computer neither the browser's key nor what this tab saved stays. */
function settle(state, phase) {
  const forget = state.shared ? [{ type: 'forget-login' }, { type: 'forget-key' }] : [];
  return to(state, { phase, notice: withoutWarning(state.notice) }, ...forget);
}

/**
 * The server no longer has the challenge, perhaps because its store was lost. Nobody was logged in; the page asks for a
 * new one.
 */
function lose(state) {
  const reached = state.phase === 'resuming' ? state.savedPhase : state.phase;
  const interrupted = ['scanned', 'approved', 'typing', 'returning'].includes(reached);
  const lost = { ...state, id: undefined, savedPhase: undefined, losses: state.losses + 1 };
  const forget = { type: 'forget-login' };
  if (lost.losses > MAX_LOSSES) return to(lost, { phase: 'failed', failure: 'lost' }, forget);
  const [next, effects] = create({ ...lost, ...(interrupted && { notice: 'notice.interrupted' }) });
  return [next, [forget, ...effects]];
}

function fail(state, problem) {
  return to(state, { phase: 'failed', failure: problem.name });
}
