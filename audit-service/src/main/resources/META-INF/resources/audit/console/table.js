// The table of logins. Elements are made, never parsed: what an event says is text and nothing else.

import { STEPS } from './logins.js';

const LABELS = ['Time', 'Website', 'Account', 'Progress', 'From', 'What happened'];
const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });

export class Table {
  #body;
  #open;
  #rows = new Map();

  constructor(body, open) {
    this.#body = body;
    this.#open = open;
  }

  /** Shows the entries in this order, keeping the rows (and the focus) that are there. */
  show(entries, changed) {
    const wanted = new Set(entries.map((entry) => entry.key));
    for (const [key, row] of this.#rows) {
      if (!wanted.has(key)) {
        row.remove();
        this.#rows.delete(key);
      }
    }
    let after = null;
    for (const entry of entries) {
      const row = this.#rows.get(entry.key) ?? this.#make(entry);
      if (!row.hasChildNodes() || changed.has(entry.key)) {
        this.#fill(row, entry, changed.has(entry.key));
      }
      const place = after === null ? this.#body.firstChild : after.nextSibling;
      if (place !== row) {
        this.#body.insertBefore(row, place);
      }
      after = row;
    }
  }

  #make(entry) {
    const row = element('tr', { role: 'row' });
    row.addEventListener('click', () => this.#open(entry.key));
    this.#rows.set(entry.key, row);
    return row;
  }

  #fill(row, entry, flash) {
    const focused = row.contains(document.activeElement);
    row.dataset.outcome = entry.outcome;
    row.classList.toggle('changed', flash);
    const when = element('button', { type: 'button', class: 'when', 'aria-label': `Details of the entry of ${TIME.format(entry.began)}` }, TIME.format(entry.began));
    const cells = [
      [when],
      [entry.website ?? '–'],
      [entry.account ?? '–'],
      progress(entry),
      [element('span', { class: 'mono' }, entry.ip ?? '–')],
      said(entry),
    ];
    row.replaceChildren(...cells.map((content, i) => {
      const cell = element('td', { role: 'cell', 'data-label': LABELS[i] });
      cell.append(...content);
      return cell;
    }));
    if (focused) {
      when.focus();
    }
  }
}

function progress(entry) {
  if (entry.state === null) {
    return [element('span', { class: 'chip' }, entry.outcome === 'refused' ? 'refused' : 'device')];
  }
  const track = element('span', { class: 'track', 'aria-hidden': 'true' });
  STEPS.forEach((step, i) => track.append(element('i', i < entry.reached ? { class: 'reached' } : {})));
  return [track, element('span', { class: 'chip' }, entry.state)];
}

function said(entry) {
  const parts = [element('span', {}, entry.said)];
  if (entry.refusals > 0 && entry.state !== null) {
    parts.push(' ', element('span', { class: 'badge' }, `${entry.refusals} refused`));
  }
  if (entry.severity >= 3) {
    const severity = entry.severity >= 4 ? 'high' : 'medium';
    parts.push(' ', element('span', { class: `badge ${severity}` }, severity));
  }
  return parts;
}

/** An element with attributes and, if given, text. */
export function element(name, attributes = {}, text = null) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    made.setAttribute(attribute, value);
  }
  if (text !== null) {
    made.textContent = text;
  }
  return made;
}
