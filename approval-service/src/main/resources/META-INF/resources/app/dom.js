// What the screens are built with. Text is always text: nothing here parses HTML, so nothing a website sends can become any.

const SVG = 'http://www.w3.org/2000/svg';

/** An element with attributes, listeners (names that begin with "on") and children. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter(child => child != null));
  return element;
}

/** One of the symbols of index.html. */
export function icon(name, style = 'icon') {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', style);
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `#${name}`);
  svg.append(use);
  return svg;
}

/** Puts a screen in place of the one before, and takes screen readers to its heading. */
export function show(title, ...children) {
  const screen = el('div', { class: 'screen' }, ...children);
  document.getElementById('screen').replaceChildren(screen);
  document.title = `${title} · Doorway`;
  window.scrollTo(0, 0);
  const heading = screen.querySelector('h1');
  heading?.setAttribute('tabindex', '-1');
  heading?.focus({ preventScroll: true });
}

/** Says something to screen readers without moving anybody. */
export function announce(text) {
  document.getElementById('announcer').textContent = text;
}
