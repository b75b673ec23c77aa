import { el } from '../dom.js';
import { showProblem } from './results.js';

const OVER = ['credential-not-active', 'invalid-message', 'account-not-active'];

/**
 * A part of the home screen that loads by itself: it says that it loads, then shows what came, or offers to try again. A phone
 * that may no longer ask is told so once, for the whole screen.
 */
export function section(app, { id, title, load, draw, failed }) {
  const content = el('div', { 'aria-busy': 'true' }, el('p', { class: 'small' }, 'Loading…'));
  const fill = async () => {
    try {
      content.replaceChildren(...draw(await load()));
    } catch (problem) {
      if (OVER.includes(problem.name)) return content.isConnected && showProblem(app, problem);
      content.replaceChildren(
        el('p', { class: 'small' }, failed),
        el('button', { class: 'plain small', onclick: fill }, 'Try again'));
    }
    content.setAttribute('aria-busy', 'false');
  };
  fill();
  return el('section', { 'aria-labelledby': id }, el('h2', { id }, title), content);
}
