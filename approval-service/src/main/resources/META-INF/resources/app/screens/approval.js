import { announce, el, icon, show } from '../dom.js';
import { evidence } from '../evidence.js';
import { approve, reject } from '../server.js';
import * as words from '../words.js';
import { countDown } from './countdown.js';
import { domain } from './domain.js';
import { showCode, showReturn } from './handover.js';
import { showPasskeyNeeded } from './passkeys.js';
import { showProblem, showResult } from './results.js';

const OTHER_REASONS = [
  ['unknown_service', 'I don’t know this service'],
  ['changed_mind', 'I changed my mind'],
];
const SHORT_SECONDS = 20;
const LOST_NOTHING = 'There is no connection. Nothing was lost; try again.';
const AGAIN = {
  offline: LOST_NOTHING,
  unavailable: LOST_NOTHING,
  'not-verified': 'Your phone could not make sure that it is you. Nothing was approved; try again.',
  'wrong-passkey': 'Your passkey did not fit. Nothing was approved; try again.',
};

/**
 * Who asks for what, through which browser. Everything shown is read from the transcript, and the transcript is what is signed:
 * what you see is what you sign. Approving and "this wasn't me" are one tap each, of one size and one weight.
 */
export function showApproval(app, me, login) {
  const asked = JSON.parse(login.transcript);
  const left = el('span', { class: 'remaining' });
  const refuse = reason => send(() => reject(me, login, reason), () => rejected(app, asked, reason));
  const agree = () => send(
    async () => approve(me, login, await evidence(me, asked, login)), answer => approved(app, asked, answer));
  const buttons = [
    el('button', { class: 'refuse', onclick: () => refuse('not_me') }, 'This wasn’t me'),
    el('button', { onclick: agree }, 'Approve'),
    el('button', { class: 'quiet', onclick: () => askWhy(refuse) }, 'Reject for another reason'),
  ];
  const [notMe, yes, other] = buttons;

  async function send(decide, then) {
    buttons.forEach(button => { button.disabled = true; });
    announce('Sending your decision…');
    try {
      const answer = await decide();
      stop();
      then(answer);
    } catch (problem) {
      if (AGAIN[problem.name]) {
        buttons.forEach(button => { button.disabled = false; });
        again.textContent = AGAIN[problem.name];
        again.hidden = false;
        return;
      }
      stop();
      if (problem.name === 'passkey-required') return showPasskeyNeeded(app, me, asked, () => showApproval(app, me, login));
      showProblem(app, problem);
    }
  }

  const again = el('p', { class: 'note', role: 'alert', hidden: true });
  show(`${asked.client.name} asks`,
    el('p', { class: 'asks' }, el('span', {}, 'Who is asking'), left),
    el('h1', { class: 'who' }, asked.client.name, ' ', domain(asked.client)),
    el('p', { class: 'lead' }, words.action(asked.action.type)),
    asked.action.message
      ? el('p', { class: 'message' }, el('span', {}, `${asked.client.name} says`), asked.action.message) : null,
    warnings(asked),
    el('ul', { class: 'rows card' },
      row('browser', 'In this browser', asked.browser.user_agent, ...words.browser(asked)),
      row('card', 'It will be told', words.claims(asked.claims)),
      row('clock', 'When', words.ago(asked.created_at, asked.scanned_at))),
    el('p', { class: 'advice' }, words.advice(asked)),
    el('div', { class: 'bottom decide' }, again, el('div', { class: 'pair' }, notMe, yes), other));

  const stop = countDown(secondsToDecide(login, asked), seconds => {
    if (!left.isConnected) return stop();
    left.textContent = `${words.minutes(seconds)} left`;
    left.classList.toggle('short', seconds <= SHORT_SECONDS);
    if (seconds === SHORT_SECONDS) announce(`${SHORT_SECONDS} seconds left to decide`);
  }, () => {
    document.querySelector('dialog')?.close();
    showProblem(app, { name: 'challenge-expired' });
  });
}

/** Both times are the server's, for this phone's clock may be wrong; what has passed since is told by elapsed time. */
function secondsToDecide(login, asked) {
  login.shownAt ??= performance.now();
  const given = new Date(login.decide_by) - new Date(asked.scanned_at);
  return (given - (performance.now() - login.shownAt)) / 1000;
}

/** What a person should look at twice; nothing where there is nothing, so that it is not passed over when there is. */
function warnings(asked) {
  if (asked.risk.length === 0) return null;
  return el('section', { class: 'warnings', 'aria-labelledby': 'twice' },
    el('h2', { id: 'twice' }, icon('notice'), 'Look twice'),
    el('ul', {}, ...asked.risk.map(signal => el('li', {}, words.risk(signal)))));
}

function row(symbol, heading, ...lines) {
  return el('li', {}, icon(symbol),
    el('div', { class: 'words' }, el('h2', {}, heading), ...lines.map((line, i) =>
      el(i === 0 ? 'b' : 'span', i === 0 ? {} : { class: 'small' }, line))));
}

function askWhy(refuse) {
  const dialog = el('dialog', { 'aria-labelledby': 'why', onclose: () => dialog.remove() });
  const choose = reason => {
    dialog.close();
    refuse(reason);
  };
  dialog.append(
    el('h2', { id: 'why' }, 'Reject, because…'),
    el('div', { class: 'choices' },
      ...OTHER_REASONS.map(([reason, text]) => el('button', { class: 'plain', onclick: () => choose(reason) }, text)),
      el('button', { class: 'quiet', onclick: () => dialog.close() }, 'Back')));
  document.body.append(dialog);
  dialog.showModal();
}

function approved(app, asked, answer) {
  if (answer.code) return showCode(app, asked, answer);
  if (answer.return_to) return showReturn(app, asked, answer.return_to);
  return showResult('good', 'tick', 'Approved',
    [`${asked.client.name} continues in your browser. You can put your phone away.`],
    ['Done', () => app.home()]);
}

const rejected = (app, asked, reason) => showResult('bad', 'cross', 'Rejected',
  reason === 'not_me'
    ? [`${asked.client.name} was not opened for anyone. It has been recorded that this wasn’t you.`,
      'If somebody asked you to scan that code, do not scan another one for them.']
    : [`${asked.client.name} was not opened for anyone.`],
  ['Done', () => app.home()]);
