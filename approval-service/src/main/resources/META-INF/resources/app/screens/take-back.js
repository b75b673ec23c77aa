// Taking an approval back while the browser has not used it: somebody asked for the code, or the tap was a mistake.

import { nothingDone } from '../action-texts.js';
import { reject } from '../api.js';
import { message, messageOf } from '../messages.js';
import { done, showProblem, showResult, showWaiting } from './results.js';

/** The text of the button that takes the approval back. */
export function takeBackLabel({ action }) {
  return messageOf(action.type, 'take-back.stop');
}

/** The step of a screen that takes the approval back. */
export function takeBackStep(app, approved) {
  return [takeBackLabel(approved), () => takeBack(app, approved)];
}

export async function takeBack(app, approved) {
  const { identity, login, action } = approved;
  showWaiting(message('take-back.sending'));
  try {
    await reject(identity, login, 'not_me');
    showResult('bad', 'cross', message('take-back.title'), [nothingDone(action.type),
      message('approval.rejected.not-me')], done(app));
  } catch (problem) {
    if (problem.name !== 'challenge-closed') return showProblem(app, problem, () => takeBack(app, approved));
    showResult('attention', 'notice', message('take-back.late.title'), [message('take-back.late.text')], done(app));
  }
}
