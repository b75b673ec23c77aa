// What shows that the approving person and the waiting browser are in one place: digits to type, or the way back.

import { announce, el, icon, show } from '../dom.js';
import { countDown } from './countdown.js';
import { domain } from './domain.js';
import { showResult } from './results.js';

/** Six digits for the browser and for nobody else. Whoever asks for them is the attack that they are there against. */
export function showCode(app, asked, { code, expires_in: given }) {
  const left = el('span', { class: 'remaining' });
  const bar = el('progress', { max: given, value: given, 'aria-hidden': 'true' });
  show('Type this code',
    el('p', { class: 'asks' }, el('span', {}, 'Approved. One thing is left'), left),
    el('h1', {}, 'Type this into the browser where you see ', domain(asked.client)),
    el('p', { class: 'digits' }, el('span', { class: 'unseen' }, code.split('').join(' ')),
      el('span', { 'aria-hidden': 'true' }, code.slice(0, 3)), el('span', { 'aria-hidden': 'true' }, code.slice(3))),
    bar,
    el('div', { class: 'never' },
      el('p', {}, el('b', {}, 'Never tell it to anyone.')),
      el('p', {}, `Nobody will ever ask you for it: not ${asked.client.name}, not support, not the police. Whoever asks, `
        + 'on the phone, in a chat or at another address, wants to be logged in as you.')),
    el('div', { class: 'bottom' },
      el('button', { class: 'plain', onclick: () => { stop(); app.home(); } }, 'I have typed it')));
  announce(`Approved. Type ${code.split('').join(' ')} into the browser where you see ${asked.client.domain}. Never tell it to anyone.`);

  const stop = countDown(given, seconds => {
    if (!left.isConnected) return stop();
    left.textContent = `${seconds} s left`;
    left.classList.toggle('short', seconds <= 15);
    bar.value = seconds;
  }, () => showResult('late', 'clock', 'The code is over',
    ['If your browser went on, all is done.', 'If it did not, nothing was opened. Start again on the website.'],
    ['Done', () => app.home()]));
}

/** The browser is on this device: back to it at once, and by a button where a browser does not go by itself. */
export function showReturn(app, asked, returnTo) {
  const address = new URL(returnTo);
  if (address.origin !== location.origin) throw new TypeError('the way back leads elsewhere');
  show('Approved',
    el('div', { class: 'middle' },
      el('div', { class: 'seal good' }, icon('tick')),
      el('h1', {}, 'Approved'),
      el('p', { class: 'lead' }, `Going back to ${asked.client.name} in the browser that you came from…`)),
    el('div', { class: 'bottom' },
      el('a', { class: 'button', href: address.href }, 'Back to the browser'),
      el('button', { class: 'quiet', onclick: () => app.home() }, 'Stay here')));
  announce('Approved. Going back to the browser.');
  location.assign(address.href);
}
