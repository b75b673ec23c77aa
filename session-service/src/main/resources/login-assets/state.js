// The login page as a pure function: reduce(state, message) returns the next state and the effects that it asks for. It
// knows no DOM, no clock and no network; main.js turns what happens into messages, shows the state and carries out the
// effects.

import { PHASES } from './phases.js';
import {
  to, create, showCode, renew, restart, reload, isEntered, isExtendable, withoutWarning, complete, codeFailed, settle,
  lose, fail,
} from './steps.js';

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
  // There is no more time for it, however often the person asks.
  longest: false,
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
  // The key of a message with its number, and the name of the problem, by which its message is found.
  notice: undefined,
  noticeCount: undefined,
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
 *   connected         the server is heard, at first or again
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
 *   more-time         the person asked for more time for the code that is entered or typed
 *   extended          deadline, minutes, extendable: there is more time to type the confirmation code, so many minutes;
 *                     whether there will be even more if the person asks again
 *   cancelled         by the person
 *   restarted         moreTime (or undefined): by the person, after the end
 *
 * The effects, in the order in which they are to be carried out:
 *
 *   create            request, sameDevice, shared, enteredCode, moreTime
 *   cancel            id
 *   extend            id: asks for more time to type the confirmation code
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
    return showCode({ ...state, id, loginCode, longest: false, notice: withoutWarning(state.notice) }, deadline);
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
    const heard = { ...state, losses: 0 };
    return CHALLENGE_STATES[message.state]?.(heard, message) ?? to(heard);
  },

  'unknown-challenge': lose,

  disconnected: state => to(state, { disconnected: true }),

  connected: state => to(state, { disconnected: false }),

  'code-expired': renew,

  'code-expiring'(state) {
    if (isEntered(state)) return to(state, { notice: 'notice.code-expiring' });
    if (PHASES[state.phase].view !== 'typed') return to(state);
    return to(state, { notice: isExtendable(state) ? 'notice.typing-expiring' : 'notice.typing-last-expiring' });
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

  'more-time'(state) {
    if (isEntered(state)) return create(state, 'renewing');
    return isExtendable(state) ? to(state, {}, { type: 'extend', id: state.id }) : to(state);
  },

  extended(state, { deadline, minutes, extendable }) {
    if (PHASES[state.phase].view !== 'typed') return to(state);
    return to(state, { deadline, longest: !extendable, notice: 'notice.typing-extended', noticeCount: minutes });
  },

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
      return to(state, { deadline, phase: state.phase === 'submitting' ? 'submitting' : 'typing' });
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
