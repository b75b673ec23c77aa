// The place where one screen after the other is shown.

import { message } from './messages.js';
import { byId, element } from './shared/dom.js';

const SVG = 'http://www.w3.org/2000/svg';

/** One of the symbols of index.html. */
export function icon(name, style = 'icon') {
  const use = svgElement('use', { href: `#${name}` });
  return svgElement('svg', { class: style, 'aria-hidden': 'true' }, use);
}

export function svgElement(tag, attributes, ...children) {
  const created = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) created.setAttribute(name, value);
  created.append(...children);
  return created;
}

let whileShown = new AbortController();

/** Is aborted when the screen that is shown now is replaced. */
export function screenSignal() {
  return whileShown.signal;
}

/** Replaces the screen, with a dialog that it has opened, and moves screen readers to its heading. */
export function showScreen(title, ...children) {
  whileShown.abort();
  whileShown = new AbortController();
  document.querySelector('dialog')?.close();
  const screen = element('div', { class: 'screen' }, ...children);
  byId('screen').replaceChildren(screen);
  document.title = message('app.title', { screen: title });
  window.scrollTo(0, 0);
  const heading = screen.querySelector('h1');
  heading?.setAttribute('tabindex', '-1');
  heading?.focus({ preventScroll: true });
}

/** Says something to screen readers without moving the focus. */
export function announce(text) {
  byId('announcer').textContent = text;
}
