// What several screens are built from.

import { message } from '../messages.js';
import { element } from '../shared/dom.js';
import { showProblem } from './results.js';

const NO_LONGER_ALLOWED = ['credential-not-active', 'invalid-message', 'account-not-active'];

/**
 * A section of the home screen that loads by itself: it shows that it loads, then what came, or offers to try again. A
 * phone that may no longer ask shows that on the whole screen.
 */
export function section(app, { id, title, load, draw, failed }) {
  const content = element('div', { 'aria-busy': 'true' }, element('p', { class: 'small' }, message('common.loading')));
  const fill = async () => {
    try {
      content.replaceChildren(...draw(await load()));
    } catch (problem) {
      if (NO_LONGER_ALLOWED.includes(problem.name)) return content.isConnected && showProblem(app, problem);
      content.replaceChildren(
        element('p', { class: 'small' }, failed),
        element('button', { class: 'plain small', onclick: fill }, message('common.again')));
    }
    content.setAttribute('aria-busy', 'false');
  };
  fill();
  return element('section', { 'aria-labelledby': id }, element('h2', { id }, title), content);
}

/** Asks before something that cannot be undone. The button that goes back has the focus. */
export function confirm({ title, texts, yes, no, action }) {
  const dialog = element('dialog', {
    'aria-labelledby': 'confirm-title', 'aria-describedby': 'confirm-text', onclose: () => dialog.remove(),
  });
  const agree = () => {
    dialog.close();
    action();
  };
  dialog.append(
    element('h2', { id: 'confirm-title' }, title),
    element('div', { id: 'confirm-text' }, ...texts.map(text => element('p', {}, text))),
    element('div', { class: 'choices' },
      element('button', { class: 'refuse', onclick: agree }, yes),
      element('button', { class: 'plain', autofocus: true, onclick: () => dialog.close() }, no)));
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

/** More characters than fit into one line of a phone. */
const LONG_DOMAIN = 38;

/** A website's domain in one line, as large as fits: its end says whose it is. */
export function domain(client) {
  const style = client.domain.length > LONG_DOMAIN ? 'domain long' : 'domain';
  const shown = element('span', { class: style }, client.domain);
  shown.style.setProperty('--length', client.domain.length);
  return shown;
}
