import { approve, reject } from '../api.js';
import * as texts from '../messages.js';
import { hasMessage, message } from '../messages.js';
import { approvalEvidence } from '../passkey.js';
import { announce, icon, showScreen } from '../screen.js';
import { element } from '../shared/dom.js';
import { countDown, domain } from './components.js';
import { showCode, showReturn } from './confirmation-code.js';
import { showPasskeyNeeded } from './passkeys.js';
import { done, showProblem, showResult } from './results.js';

const OTHER_REASONS = ['unknown_service', 'changed_mind'];
const SHORT_SECONDS = 20;
/** The fields that a person has to compare first, in larger type. */
const PROMINENT = ['amount', 'payee'];

/**
 * Who asks for what, through which browser. Everything shown is read from the transcript, and the transcript is what is
 * signed: what you see is what you sign. Approving and "this wasn't me" are one tap each, with buttons of the same
 * size.
 */
export function showApproval(app, identity, login) {
  const transcript = JSON.parse(login.transcript);
  const { client } = transcript;
  const left = element('span', { class: 'remaining' });
  const error = element('p', { class: 'note', role: 'alert', hidden: true });
  const refuse = reason => send(() => reject(identity, login, reason), () => showRejected(app, client, reason));
  const agree = () => send(async () => {
    const evidence = await approvalEvidence(identity, transcript.check, login.transcript);
    return approve(identity, login, evidence);
  }, answer => showApproved(app, client, answer));
  const notMe = element('button', { class: 'refuse', onclick: () => refuse('not_me') }, message('approval.not-me'));
  const yes = element('button', { onclick: agree }, message('approval.approve'));
  const other = element('button', { class: 'quiet', onclick: () => askWhy(refuse) }, message('approval.reject'));
  const setDisabled = disabled => [notMe, yes, other].forEach(button => { button.disabled = disabled; });

  async function send(decide, onAnswer) {
    setDisabled(true);
    announce(message('approval.sending'));
    try {
      const answer = await decide();
      stop();
      onAnswer(answer);
    } catch (problem) {
      // What can be tried again is said here; everything else ends this screen.
      const key = `approval.problem.${problem.name}`;
      if (hasMessage(key)) {
        setDisabled(false);
        error.textContent = message(key);
        error.hidden = false;
        return;
      }
      stop();
      if (problem.name !== 'passkey-required') showProblem(app, problem);
      else showPasskeyNeeded(app, identity, client, () => showApproval(app, identity, login));
    }
  }

  showScreen(message('approval.screen', { website: client.name }),
    element('p', { class: 'eyebrow' }, element('span', {}, message('approval.who')), left),
    element('h1', { class: 'client' }, client.name, ' ', domain(client)),
    element('p', { class: 'lead' }, texts.action(transcript.action.type)),
    detailsOf(transcript.action),
    messageOf(transcript),
    warnings(transcript),
    element('ul', { class: 'rows card' },
      row('browser', message('approval.browser'), transcript.browser.user_agent, ...texts.browser(transcript)),
      row('card', message('approval.claims'), texts.claims(transcript.claims)),
      row('clock', message('approval.when'), texts.started(transcript.created_at, transcript.scanned_at))),
    element('p', { class: 'advice' }, texts.advice(transcript)),
    element('div', { class: 'bottom decision' }, error, element('div', { class: 'pair' }, notMe, yes), other));

  const stop = countDown(secondsToDecide(login, transcript), seconds => {
    if (!left.isConnected) return stop();
    left.textContent = message('approval.left', { time: texts.minutes(seconds) });
    left.classList.toggle('short', seconds <= SHORT_SECONDS);
    if (seconds === SHORT_SECONDS) announce(message('approval.left.announce', { count: seconds }));
  }, () => {
    document.querySelector('dialog')?.close();
    showProblem(app, { name: 'challenge-expired' });
  });
}

/** Both times are the server's, because this phone's clock may be wrong; what has passed since is measured. */
function secondsToDecide(login, transcript) {
  login.shownAt ??= performance.now();
  const given = new Date(login.decide_by) - new Date(transcript.scanned_at);
  return (given - (performance.now() - login.shownAt)) / 1000;
}

/** The fields of the action, such as amount and payee, exactly as they are signed. */
function detailsOf({ details }) {
  if (details.length === 0) return null;
  return element('dl', { class: 'details card' }, ...details.map(({ name, label, value }) =>
    element('div', { class: PROMINENT.includes(name) ? 'prominent' : null },
      element('dt', {}, label),
      element('dd', {}, value))));
}

function messageOf({ client, action }) {
  if (!action.message) return null;
  const says = message('approval.says', { website: client.name });
  return element('p', { class: 'message' }, element('span', {}, says), action.message);
}

/** Risk signals; nothing if there are none, so that people read them when there are some. */
function warnings({ risk }) {
  if (risk.length === 0) return null;
  return element('section', { class: 'warnings', 'aria-labelledby': 'risk' },
    element('h2', { id: 'risk' }, icon('notice'), message('risk.title')),
    element('ul', {}, ...risk.map(signal => element('li', {}, texts.risk(signal)))));
}

function row(symbol, heading, ...lines) {
  const [first, ...others] = lines;
  return element('li', {}, icon(symbol),
    element('div', { class: 'words' },
      element('h2', {}, heading),
      element('b', {}, first),
      ...others.map(line => element('span', { class: 'small' }, line))));
}

function askWhy(refuse) {
  const dialog = element('dialog', { 'aria-labelledby': 'why', onclose: () => dialog.remove() });
  const choose = reason => {
    dialog.close();
    refuse(reason);
  };
  dialog.append(
    element('h2', { id: 'why' }, message('approval.reject.title')),
    element('div', { class: 'choices' },
      ...OTHER_REASONS.map(reason =>
        element('button', { class: 'plain', onclick: () => choose(reason) }, message(`approval.reject.${reason}`))),
      element('button', { class: 'quiet', onclick: () => dialog.close() }, message('common.back'))));
  document.body.append(dialog);
  dialog.showModal();
}

function showApproved(app, client, answer) {
  if (answer.code) return showCode(app, client, answer);
  if (answer.return_to) return showReturn(app, client, answer.return_to);
  const text = message('approval.approved.text', { website: client.name });
  return showResult('good', 'tick', message('approval.approved.title'), [text], done(app));
}

function showRejected(app, client, reason) {
  const website = client.name;
  const lines = reason === 'not_me'
    ? [message('approval.rejected.not-me', { website }), message('approval.rejected.stop')]
    : [message('approval.rejected.text', { website })];
  showResult('bad', 'cross', message('approval.rejected.title'), lines, done(app));
}
