// What the transitions of state.js have in common: each function returns the next state and the effects.

import { PHASES } from './phases.js';

const MAX_LOSSES = 2;

export function to(state, changes = {}, ...effects) {
  const next = { ...state, ...changes };
  // Another view takes the code off the screen.
  return [{ ...next, drawn: next.drawn && PHASES[next.phase].view === 'code' }, effects];
}

export function create(state, phase = 'starting') {
  const request = state.request + 1;
  const { sameDevice, shared, enteredCode, moreTime } = state;
  return to(state, { phase, request }, { type: 'create', request, sameDevice, shared, enteredCode, moreTime });
}

export function showCode(state, deadline) {
  return to(state, { phase: 'created', deadline });
}

export function renew(state, { renewable }) {
  if (state.phase !== 'created') return to(state);
  // A code that somebody may be entering is not replaced without asking.
  if (renewable && !state.enteredCode) return create(state, 'renewing');
  return settle({ ...state, notice: withoutWarning(state.notice) }, 'paused');
}

export function restart(state) {
  return create({ ...state, notice: undefined }, 'restarting');
}

export function reload(state) {
  const { shared, enteredCode, moreTime } = state;
  return to(state, {}, { type: 'forget-login' }, { type: 'reload', shared, enteredCode, moreTime });
}

export function isEntered({ phase, enteredCode }) {
  return phase === 'created' && enteredCode;
}

/** The confirmation code is typed, and there can be more time for it. */
export function isExtendable({ phase, moreTime, longest }) {
  return PHASES[phase].view === 'typed' && !moreTime && !longest;
}

export function withoutWarning(notice) {
  return /-(expiring|extended)$/.test(notice) ? undefined : notice;
}

export function complete(state, attempt) {
  // Completing twice gives the same answer, so an answer that was lost is asked for again.
  if (state.phase === 'approved' && attempt === 1) return to(state);
  return to(state, { phase: 'approved', attempt }, { type: 'complete', id: state.id, attempt });
}

// A confirmation code is sent once and not repeated without the person, because each wrong one costs a try.
export function codeFailed(state, problem) {
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
export function settle(state, phase) {
  const forget = state.shared ? [{ type: 'forget-login' }, { type: 'forget-key' }] : [];
  return to(state, { phase, notice: withoutWarning(state.notice) }, ...forget);
}

/**
 * The server no longer has the challenge, perhaps because its store was lost. Nobody was logged in; the page asks for a
 * new one.
 */
export function lose(state) {
  const reached = state.phase === 'resuming' ? state.savedPhase : state.phase;
  const interrupted = ['scanned', 'approved', 'typing', 'returning'].includes(reached);
  const lost = { ...state, id: undefined, savedPhase: undefined, losses: state.losses + 1 };
  const forget = { type: 'forget-login' };
  if (lost.losses > MAX_LOSSES) return to(lost, { phase: 'failed', failure: 'lost' }, forget);
  const [next, effects] = create({ ...lost, ...(interrupted && { notice: 'notice.interrupted' }) });
  return [next, [forget, ...effects]];
}

export function fail(state, problem) {
  return to(state, { phase: 'failed', failure: problem.name });
}
