import { el } from '../dom.js';

/** More characters than a phone has room for in one line. */
const LONG = 38;

/** A website's domain in one piece, as large as fits: its end says whose it is. */
export function domain(client) {
  const shown = el('span', { class: client.domain.length > LONG ? 'domain long' : 'domain' }, client.domain);
  shown.style.setProperty('--length', client.domain.length);
  return shown;
}
