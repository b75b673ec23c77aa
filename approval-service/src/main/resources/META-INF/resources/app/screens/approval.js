import { announce, el, icon, show } from '../dom.js';
import { approve, reject } from '../server.js';
import * as words from '../words.js';
import { showProblem, showResult } from './results.js';

const REASONS = [
  ['not_me', 'This wasn’t me'],
  ['unknown_service', 'I don’t know this service'],
  ['changed_mind', 'I changed my mind'],
];
const SHORT_SECONDS = 20;

/**
 * Who asks for what, through which browser. Everything shown is read from the transcript, and the transcript is what is signed:
 * what you see is what you sign.
 */
export function showApproval(app, me, login) {
  const asked = JSON.parse(login.transcript);
  const left = el('span', { class: 'remaining' });
  const buttons = [
    el('button', { class: 'refuse', onclick: () => askWhy(send) }, 'Reject'),
    el('button', { onclick: () => send(() => approve(me, login), () => approved(app, asked)) }, 'Approve'),
  ];

  async function send(decision, then) {
    buttons.forEach(button => { button.disabled = true; });
    announce('Sending your decision…');
    try {
      await decision();
      stop();
      then();
    } catch (problem) {
      if (problem.name === 'offline' || problem.name === 'unavailable') {
        buttons.forEach(button => { button.disabled = false; });
        offline.hidden = false;
        return;
      }
      stop();
      showProblem(app, problem);
    }
  }

  function askWhy(decide) {
    const dialog = el('dialog', { 'aria-labelledby': 'why', onclose: () => dialog.remove() });
    const choose = reason => {
      dialog.close();
      decide(() => reject(me, login, reason), () => rejected(app, asked, reason));
    };
    dialog.append(
      el('h2', { id: 'why' }, 'Reject, because…'),
      el('div', { class: 'choices' },
        ...REASONS.map(([reason, text]) =>
          el('button', { class: reason === 'not_me' ? 'refuse' : 'plain', onclick: () => choose(reason) }, text)),
        el('button', { class: 'quiet', onclick: () => dialog.close() }, 'Back')));
    document.body.append(dialog);
    dialog.showModal();
  }

  const offline = el('p', { class: 'note', role: 'alert', hidden: true }, 'There is no connection. Nothing was lost; try again.');
  show(`${asked.client.name} asks`,
    el('p', { class: 'asks' }, el('span', {}, 'Who is asking'), left),
    el('h1', { class: 'who' }, asked.client.name),
    el('p', { class: 'domain' }, asked.client.domain),
    el('p', { class: 'lead' }, words.action(asked.action.type)),
    asked.action.message
      ? el('p', { class: 'message' }, el('span', {}, `${asked.client.name} says`), asked.action.message) : null,
    el('ul', { class: 'rows card' },
      row('card', 'It will be told', words.claims(asked.claims)),
      row('browser', 'In this browser', asked.browser.user_agent, place(asked.browser)),
      row('clock', 'When', words.ago(asked.created_at, asked.scanned_at))),
    ...asked.risk.map(flag => el('p', { class: 'note' }, words.risk(flag))),
    el('p', { class: 'note' }, 'Approve only if you opened this website yourself and the code is on the screen in front of you.'),
    el('div', { class: 'bottom decide' }, offline, el('div', { class: 'pair' }, ...buttons)));

  const stop = countDown(login, asked, left, () => showProblem(app, { name: 'challenge-expired' }));
}

/** Counts by how much time the server gave, not by this phone's clock, which may be wrong. */
function countDown(login, asked, left, over) {
  const given = (new Date(login.decide_by) - new Date(asked.scanned_at)) / 1000;
  const began = performance.now();
  const tick = () => {
    const seconds = Math.ceil(given - (performance.now() - began) / 1000);
    if (!left.isConnected) return stop();
    if (seconds <= 0) {
      stop();
      document.querySelector('dialog')?.close();
      return over();
    }
    left.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} left`;
    left.classList.toggle('short', seconds <= SHORT_SECONDS);
    if (seconds === SHORT_SECONDS) announce(`${SHORT_SECONDS} seconds left to decide`);
  };
  const timer = setInterval(tick, 1000);
  const stop = () => clearInterval(timer);
  tick();
  return stop;
}

const place = browser => [browser.ip, browser.location].filter(part => part).join(' · ');

function row(symbol, heading, ...lines) {
  return el('li', {}, icon(symbol),
    el('div', { class: 'words' }, el('h2', {}, heading), ...lines.map((line, i) =>
      el(i === 0 ? 'b' : 'span', i === 0 ? {} : { class: 'small' }, line))));
}

const approved = (app, asked) => showResult('good', 'tick', 'Approved',
  [`${asked.client.name} continues in your browser. You can put your phone away.`],
  ['Done', () => app.home()]);

const rejected = (app, asked, reason) => showResult('bad', 'cross', 'Rejected',
  reason === 'not_me'
    ? [`${asked.client.name} was not opened for anyone. It has been recorded that this wasn’t you.`,
      'If somebody asked you to scan that code, do not scan another one for them.']
    : [`${asked.client.name} was not opened for anyone.`],
  ['Done', () => app.home()]);
