// What the person sees. The views are in the page; this shows one of them and announces its heading to screen readers.

import { everySecond, serverNow, timeLeft } from './clock.js';
import { language, message, number } from './messages.js';
import { byId } from './shared/dom.js';
import { formatAmount } from './shared/money.js';

const main = document.querySelector('main');
const views = [...document.querySelectorAll('[data-view]')];

export const tile = byId('qr');

/** The heading to which the focus was moved. */
let moved;

/** Shows a view and says whether another one was shown before. The first one is in the page already. */
export function show(name) {
  const announcement = byId('announcement');
  if (main.dataset.state === name && announcement.textContent) return false;
  const focused = document.activeElement;
  main.dataset.state = name;
  for (const view of views) view.toggleAttribute('hidden', !view.dataset.view.split(' ').includes(name));
  const heading = main.querySelector(`.words [data-view="${name}"] h2`);
  const isCode = ['starting', 'code'].includes(name);
  if (focused === moved || focused.closest('[hidden]')) moveFocus(heading ?? main.querySelector('h1'));
  announcement.textContent = heading?.textContent ?? (isCode ? message(`announce.${name}`) : '');
  if (name !== 'code') tile?.replaceChildren();
  return true;
}

/** The amount of the action, if it has one, as people of the page's language write it, and as the phone shows it. */
export function showAmount({ details }) {
  const amount = formatAmount(Object.fromEntries(details.map(({ name, value }) => [name, value])), language);
  if (!amount) return;
  const shown = byId('amount');
  shown.textContent = amount;
  shown.style.setProperty('--length', amount.length);
}

/** What had the focus is not on the screen any more: the keyboard continues at the heading. */
function moveFocus(heading) {
  moved = heading;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

/**
 * Shows the text above the views, or hides it if there is none. Who has scrolled down on a small screen sees a new text
 * too, except while typing.
 */
export function showNotice(text) {
  const notice = byId('notice');
  const isNew = notice.textContent !== text;
  if (isNew) notice.textContent = text;
  notice.hidden = !text;
  if (isNew && text && document.activeElement !== byId('code')) notice.scrollIntoView({ block: 'nearest' });
}

export function showDisconnected(disconnected) {
  byId('trouble').hidden = !disconnected;
}

export function showFailure(text) {
  byId('failure').textContent = text;
}

/** A small pulse with each new frame; the class must be gone for a moment for the animation to start again. */
export function pulse() {
  const dot = byId('pulse');
  dot.classList.remove('on');
  dot.getBoundingClientRect();
  dot.classList.add('on');
}

/**
 * Counts down to the deadline until the returned function is called. Visible only: screen readers do not announce every
 * second.
 */
export function countDown(deadline) {
  const duration = deadline - serverNow();
  const tick = () => {
    const left = Math.max(0, deadline - serverNow());
    byId('seconds').textContent = timeLeft(Math.ceil(Math.min(left, duration) / 1000), number);
    byId('countdown').style.strokeDasharray = `${Math.min(100, (100 * left) / duration)} 100`;
  };
  return everySecond(tick);
}
