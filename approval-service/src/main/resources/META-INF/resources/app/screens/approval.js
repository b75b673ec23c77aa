import { actionOf, amountOf, approveLabel, fieldsOf, isLogin, nothingDone, subjectOf } from '../action-texts.js';
import { approve, reject } from '../api.js';
import * as texts from '../messages.js';
import { hasMessage, message } from '../messages.js';
import { approvalEvidence } from '../passkey.js';
import { announce, icon, showScreen } from '../screen.js';
import { element } from '../shared/dom.js';
import { forgetUndecided, keepUndecided } from '../undecided-login.js';
import { countDown, domain, fitted } from './components.js';
import { showCode, showReturn } from './confirmation-code.js';
import { followOutcome, followUndecided, showCancelled } from './outcome.js';
import { showPasskeyNeeded } from './passkeys.js';
import { done, showProblem, showResult } from './results.js';
import { takeBackStep } from './take-back.js';

const OTHER_REASONS = ['unknown_service', 'changed_mind'];
const SHORT_SECONDS = 20;

/**
 * Who asks for what, through which browser. Everything shown is read from the transcript, and the transcript is what is
 * signed: what you see is what you sign. The facts come first, then the advice, then the buttons, in one column without
 * a bar over it, so that nobody reaches a button before the rest has been on the screen. Approving and "this wasn't me"
 * are one tap each, with buttons of the same size.
 */
export function showApproval(app, identity, login) {
  const transcript = JSON.parse(login.transcript);
  const { client, action } = transcript;
  const elsewhere = !transcript.browser;
  const fields = fieldsOf(action);
  const subject = subjectOf(action.type, fields, client.name);
  const left = element('span', { class: 'remaining' });
  const verifying = element('p', { class: 'verifying', hidden: true }, message('approval.verify', { subject }));
  const error = element('p', { class: 'note', role: 'alert', hidden: true });
  const refuse = reason => send(() => reject(identity, login, reason), () => showRejected(app, transcript, reason));
  const shown = { identity, login, client, action, subject, elsewhere };
  const agree = () => send(async () => {
    verifying.hidden = transcript.check !== 'passkey';
    if (!verifying.hidden) announce(verifying.textContent);
    const evidence = await approvalEvidence(identity, transcript.check, login.transcript);
    return approve(identity, login, evidence);
  }, answer => showApproved(app, shown, answer));
  const notMe = element('button', { class: 'refuse', onclick: () => refuse('not_me') }, message('approval.not-me'));
  const yes = element('button', { class: 'approve', onclick: agree }, approveLabel(action.type, fields));
  const other = element('button', { class: 'quiet', onclick: () => askWhy(refuse) }, message('approval.reject'));
  const setDisabled = disabled => [notMe, yes, other].forEach(button => { button.disabled = disabled; });

  async function send(decide, onAnswer) {
    setDisabled(true);
    error.hidden = true;
    announce(message('approval.sending'));
    try {
      const answer = await decide();
      forgetUndecided();
      stop();
      onAnswer(answer);
    } catch (problem) {
      // The login was cancelled meanwhile, which is on the screen now.
      if (!left.isConnected) return;
      verifying.hidden = true;
      // What can be tried again is said here; everything else ends this screen.
      const key = `approval.problem.${problem.name}`;
      if (hasMessage(key)) {
        setDisabled(false);
        error.textContent = message(key);
        error.hidden = false;
        return;
      }
      forgetUndecided();
      stop();
      if (problem.name === 'challenge-closed' && await showCancelled(app, shown)) return;
      if (problem.name !== 'passkey-required') showProblem(app, problem);
      else showPasskeyNeeded(app, identity, client, () => showApproval(app, identity, login));
    }
  }

  showScreen(message('approval.screen', { website: client.name }),
    element('p', { class: 'eyebrow' }, element('span', {}, topic(action, fields, client)), left),
    ...headline(transcript, fields),
    detailsOf(action, fields),
    websiteMessage(transcript),
    bindingOf(transcript),
    warnings(transcript),
    element('ul', { class: 'rows card' },
      startedIn(transcript),
      row('card', message('approval.claims'), texts.claims(transcript.claims)),
      row('clock', message('approval.when'), startedAt(transcript))),
    element('p', { class: 'advice' }, texts.advice(transcript)),
    element('div', { class: 'bottom' }, verifying, error, element('div', { class: 'pair' }, notMe, yes), other));

  const stop = countDown(secondsToDecide(login, transcript), seconds => {
    if (!left.isConnected) return stop();
    left.textContent = message('approval.left', { time: texts.minutes(seconds) });
    left.classList.toggle('short', seconds <= SHORT_SECONDS);
    if (seconds === SHORT_SECONDS) announce(message('approval.left.announce', { count: seconds }));
  }, () => showProblem(app, { name: 'challenge-expired' }));
  keepUndecided(identity, login);
  followUndecided(app, shown);
}

/** Both times are the server's, because this phone's clock may be wrong; what has passed since is measured. */
function secondsToDecide(login, transcript) {
  login.shownAt ??= performance.now();
  const given = texts.secondsBetween(transcript.scanned_at, login.decide_by);
  return given - (performance.now() - login.shownAt) / 1000;
}

/** What the screen is about: the action if it names an amount, else the question who is asking. */
function topic({ type }, fields, { name }) {
  return fields.amount ? subjectOf(type, {}, name) : message('approval.who');
}

/** In the largest type: how much to whom if it is about money, else who asks. */
function headline({ client, action }, fields) {
  const amount = amountOf(fields);
  if (!amount) {
    return [
      element('h1', { class: 'client' }, client.name, ' ', domain(client)),
      element('p', { class: 'lead' }, actionOf(action.type)),
    ];
  }
  const payee = fields.payee && element('span', { class: 'payee' }, message('approval.payee', { payee: fields.payee }));
  return [
    element('h1', {}, fitted('amount', amount), ' ', payee),
    element('p', { class: 'asker' }, client.name, ' ', domain(client)),
    element('p', { class: 'lead' }, actionOf(action.type)),
  ];
}

/** The fields of the action, such as amount and payee, exactly as they are signed. */
function detailsOf({ details }, fields) {
  if (details.length === 0) return null;
  return element('dl', { class: 'details card' }, ...details.map(({ name, label, value }) =>
    element('div', { class: name === 'payee' && !fields.amount ? 'prominent' : null },
      element('dt', {}, label),
      element('dd', {}, value))));
}

function websiteMessage({ client, action }) {
  if (!action.message) return null;
  const says = message('approval.says', { website: client.name });
  return element('p', { class: 'message' }, element('span', {}, says), action.message);
}

/** What the place where the request began shows or says too. */
function bindingOf({ client, binding_message: binding }) {
  if (!binding) return null;
  const compare = message('approval.binding', { website: client.name });
  const text = element('b', {}, element('bdi', {}, binding));
  return element('p', { class: 'message binding' }, element('span', {}, compare), text);
}

/** The browser that began the login; there is none if the website itself did. */
function startedIn(transcript) {
  if (transcript.browser) {
    return row('browser', message('approval.browser'), transcript.browser.user_agent, ...texts.browser(transcript));
  }
  const where = message('approval.elsewhere.text', { website: transcript.client.name });
  return row('notice', message('approval.elsewhere'), where, message('approval.elsewhere.more'));
}

function startedAt({ browser, created_at: createdAt, scanned_at: scannedAt }) {
  return browser ? texts.started(createdAt, scannedAt) : texts.when(createdAt);
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

function showApproved(app, approved, answer) {
  const { client, action, subject, elsewhere } = approved;
  if (answer.code) return showCode(app, approved, answer);
  if (answer.return_to) return showReturn(app, client, answer.return_to);
  const continues = message(`approval.approved.${elsewhere ? 'elsewhere' : 'text'}`, { website: client.name });
  const lines = isLogin(action.type) ? [continues] : [subject, continues];
  showResult('good', 'tick', message('approval.approved.title'), lines, done(app), takeBackStep(app, approved));
  return followOutcome(app, approved);
}

function showRejected(app, { client, action: { type }, browser }, reason) {
  const lines = [nothingDone(type)];
  if (reason === 'not_me') {
    lines.push(message('approval.rejected.not-me'), browser
      ? message('approval.rejected.stop')
      : message('approval.rejected.requests', { website: client.name }));
  }
  showResult('bad', 'cross', message('approval.rejected.title'), lines, done(app));
}
