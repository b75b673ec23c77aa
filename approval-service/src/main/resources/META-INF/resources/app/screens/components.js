// What several screens are built from.

import { message } from '../messages.js';
import { isPassing } from '../problems.js';
import { sleep } from '../shared/backoff.js';
import { element } from '../shared/dom.js';
import { showProblem } from './results.js';

const ASK_EVERY_MS = 3000;
const NO_LONGER_ALLOWED = ['credential-not-active', 'invalid-message', 'account-not-active'];

/**
 * A section of the home screen that loads by itself: it shows that it loads, then what came, or offers to try again.
 * What is below it is not visible before, so that it does not move under a finger. A phone that may no longer ask shows
 * that on the whole screen.
 */
export function section(app, { id, title, load, draw, failed }) {
  const content = element('div', {}, element('p', { class: 'small' }, message('common.loading')));
  const attributes = { 'aria-labelledby': id, 'aria-busy': 'true' };
  const shown = element('section', attributes, element('h2', { id }, title), content);
  const fill = async () => {
    try {
      content.replaceChildren(...draw(await load()));
    } catch (problem) {
      if (NO_LONGER_ALLOWED.includes(problem.name)) return content.isConnected && showProblem(app, problem);
      content.replaceChildren(
        element('p', { class: 'small' }, failed),
        element('button', { class: 'plain small', onclick: fill }, message('common.again')));
    }
    shown.setAttribute('aria-busy', 'false');
  };
  fill();
  return shown;
}

/**
 * Asks the server every few seconds, as long as an element is on the screen, also after it did not answer. Returns
 * the first answer that is not empty; undefined if the person leaves before.
 */
export async function askWhileShown(shown, ask) {
  for (;;) {
    await sleep(ASK_EVERY_MS);
    if (!shown.isConnected) return undefined;
    try {
      const answer = await ask();
      if (answer && shown.isConnected) return answer;
    } catch (problem) {
      if (!isPassing(problem)) throw problem;
    }
  }
}

/** Asks before something that cannot be undone. The button that goes back has the focus. */
export function confirm({ title, texts, yes, no, action }) {
  choose({ title, texts, choices: [{ text: yes, style: 'refuse', action }, { text: no }] });
}

/**
 * Asks which of several things to do. The last choice has the focus and should be the one that does nothing; what
 * closes the dialog in another way is that choice too.
 */
export function choose({ title, texts, choices }) {
  const last = choices.at(-1);
  let chosen = last;
  const dialog = element('dialog', {
    'aria-labelledby': 'confirm-title',
    'aria-describedby': 'confirm-text',
    onclose: () => {
      dialog.remove();
      chosen.action?.();
    },
  });
  const button = choice => element('button', {
    class: choice.style ?? 'plain',
    autofocus: choice === last,
    onclick: () => {
      chosen = choice;
      dialog.close();
    },
  }, choice.text);
  dialog.append(
    element('h2', { id: 'confirm-title' }, title),
    element('div', { id: 'confirm-text' }, ...texts.map(text => element('p', {}, text))),
    element('div', { class: 'choices' }, ...choices.map(button)));
  document.body.append(dialog);
  dialog.showModal();
}

/**
 * Counts whole seconds down by elapsed time, because this phone's clock may be wrong. Returns a function that stops it.
 */
export function countDown(seconds, onSecond, onEnd) {
  const began = performance.now();
  const tick = () => {
    const left = Math.ceil(seconds - (performance.now() - began) / 1000);
    if (left > 0) return onSecond(left);
    stop();
    return onEnd();
  };
  const timer = setInterval(tick, 1000);
  const stop = () => clearInterval(timer);
  tick();
  return stop;
}

/** A website's domain, as large as fits into one line: its end says whose it is. */
export function domain(client) {
  return fitted('domain', client.domain);
}

/** A text that gets one line if it can, in type as large as fits. */
export function fitted(style, text) {
  const shown = element('span', { class: `fitted ${style}` }, text);
  shown.style.setProperty('--length', text.length);
  return shown;
}

/** Digits in two groups, such as `042 117`, which a screen reader reads one by one. */
export function digitsInGroups(digits) {
  return element('p', { class: 'digits', role: 'img', 'aria-label': digits.replace(' ', '').split('').join(' ') },
    ...digits.split(' ').map(group => element('span', {}, group)));
}
