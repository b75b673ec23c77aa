// What proves that the approving person and the waiting browser are in one place: a confirmation code to type into the
// browser, or, on the same device, the link back to it.

import { isLogin } from '../action-texts.js';
import { message, messageOf, messageParts, minutes } from '../messages.js';
import { announce, icon, showScreen } from '../screen.js';
import { element } from '../shared/dom.js';
import { countDown, domain } from './components.js';
import { followOutcome } from './outcome.js';
import { done, showResult } from './results.js';
import { takeBack, takeBackLabel } from './take-back.js';

const SHORT_SECONDS = 15;
const LONG_SECONDS = 90;
const TRIES = 3;

/** Six digits for the browser and for nobody else: somebody who asks for them is an attacker. */
export function showCode(app, approved, { code, expires_in: seconds }) {
  const { client, action, subject } = approved;
  const spelled = code.split('').join(' ');
  const left = element('span', { class: 'remaining' });
  const bar = element('progress', { max: seconds, value: seconds, 'aria-hidden': 'true' });
  const wrong = element('p', { class: 'note', role: 'alert', hidden: true });
  const close = () => {
    stop();
    app.home();
  };

  const stopLogin = () => {
    stop();
    takeBack(app, approved);
  };

  showScreen(message('code.screen'),
    element('p', { class: 'eyebrow' }, element('span', {}, message('code.approved')), left),
    element('h1', {}, ...messageParts('code.title', { domain: domain(client) })),
    element('p', { class: 'digits' },
      element('span', { class: 'visually-hidden' }, spelled),
      element('span', { 'aria-hidden': 'true' }, code.slice(0, 3)),
      element('span', { 'aria-hidden': 'true' }, code.slice(3))),
    bar,
    wrong,
    isLogin(action.type) ? null : element('p', { class: 'lead' }, subject),
    element('div', { class: 'caution' },
      element('p', {}, element('b', {}, message('code.never'))),
      element('p', {}, messageOf(action.type, 'code.never.text', { website: client.name }))),
    element('div', { class: 'bottom' },
      element('button', { class: 'plain', onclick: close }, message('code.typed')),
      element('button', { class: 'quiet', onclick: stopLogin }, takeBackLabel(approved))));
  announce(message('code.announce', { digits: spelled, domain: client.domain }));

  let known = 0;
  let stop = () => {};
  const onSecond = remaining => {
    if (!left.isConnected) return stop();
    known = remaining;
    left.textContent = remaining > LONG_SECONDS
      ? message('code.left.minutes', { time: minutes(remaining) })
      : message('code.left', { seconds: remaining });
    left.classList.toggle('short', remaining <= SHORT_SECONDS);
    bar.value = remaining;
  };
  const onEnd = () => showResult('attention', 'clock', message('code.over.title'),
    [message('code.over.done'), messageOf(action.type, 'code.over.not-done')], done(app));

  const countFrom = remaining => {
    stop();
    bar.max = remaining;
    stop = countDown(remaining, onSecond, onEnd);
  };
  countFrom(seconds);

  const onCode = ({ tries_left: tries, expires_in: remaining }) => {
    wrong.hidden = tries === TRIES;
    if (!wrong.hidden) wrong.textContent = message('code.tries', { count: tries });
    // The person asked for more time in the browser.
    if (remaining > known + SHORT_SECONDS) countFrom(remaining);
  };
  followOutcome(app, approved, { seconds, onCode });
}

/** The browser is on this device: opens the return page at once, with a button in case the browser does not follow. */
export function showReturn(app, client, returnTo) {
  const address = new URL(returnTo);
  if (address.origin !== location.origin) throw new TypeError('the return address has another origin');
  showScreen(message('return.title'),
    element('div', { class: 'middle' },
      element('div', { class: 'result-icon good' }, icon('tick')),
      element('h1', {}, message('return.title')),
      element('p', { class: 'lead' }, message('return.text', { website: client.name }))),
    element('div', { class: 'bottom' },
      element('a', { class: 'button', href: address.href }, message('return.go')),
      element('button', { class: 'quiet', onclick: () => app.home() }, message('return.stay'))));
  announce(message('return.announce'));
  location.assign(address.href);
}
