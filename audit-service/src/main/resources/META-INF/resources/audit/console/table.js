// The table of logins.

import { STEPS, stateText } from './logins.js';
import { language, message } from './messages.js';
import { element } from './shared/dom.js';

const COLUMNS = ['time', 'website', 'account', 'progress', 'from', 'happened'];
const TIME = new Intl.DateTimeFormat(language, {
  month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
});
const MEDIUM_SEVERITY = 3;
const HIGH_SEVERITY = 4;

/** The short name of the time zone in which the times are shown. */
export function zoneName(at = Date.now()) {
  const parts = new Intl.DateTimeFormat(language, { timeZoneName: 'short' }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName').value;
}

export class Table {
  #body;
  #open;
  #rows = new Map();

  /** `open` is called with the key of the entry whose row is clicked. */
  constructor(body, open) {
    this.#body = body;
    this.#open = open;
  }

  /** Shows the entries in this order. Rows that are there already stay, and with them the focus. */
  show(entries, changed) {
    this.#removeOthers(entries);
    let previous = null;
    for (const entry of entries) {
      const row = this.#rows.get(entry.key) ?? this.#create(entry);
      if (!row.hasChildNodes() || changed.has(entry.key)) fill(row, entry, changed.has(entry.key));
      const place = previous === null ? this.#body.firstChild : previous.nextSibling;
      if (place !== row) this.#body.insertBefore(row, place);
      previous = row;
    }
  }

  #removeOthers(entries) {
    const shown = new Set(entries.map(entry => entry.key));
    for (const [key, row] of this.#rows) {
      if (shown.has(key)) continue;
      row.remove();
      this.#rows.delete(key);
    }
  }

  #create(entry) {
    const row = element('tr', { role: 'row', onclick: () => this.#open(entry.key) });
    this.#rows.set(entry.key, row);
    return row;
  }
}

function fill(row, entry, isChanged) {
  const focused = row.contains(document.activeElement);
  row.dataset.outcome = entry.outcome;
  row.classList.toggle('changed', isChanged);
  const time = TIME.format(entry.began);
  const label = message('table.details', { time });
  const details = element('button', { type: 'button', class: 'when', 'aria-label': label }, time);
  const cells = [
    [details],
    website(entry),
    [entry.account ?? message('none')],
    progress(entry),
    [element('bdi', { class: 'mono', dir: 'ltr' }, entry.ip ?? message('none'))],
    happened(entry),
  ];
  row.replaceChildren(...cells.map((content, i) =>
    element('td', { role: 'cell', 'data-label': message(`table.${COLUMNS[i]}`) }, ...content)));
  if (focused) details.focus();
}

/** Who asked, and for what if it is more than a login. */
function website(entry) {
  const name = entry.website ?? message('none');
  return entry.action ? [name, element('span', { class: 'action' }, entry.action)] : [name];
}

function progress(entry) {
  if (entry.state === null) {
    const named = ['refused', 'disowned', 'alarm'].includes(entry.outcome) ? entry.outcome : null;
    const about = entry.operator ? 'operator' : entry.account ? 'device' : 'registration';
    const text = message(`table.${named ?? about}`);
    return [element('span', { class: 'chip' }, text)];
  }
  const steps = STEPS.map((_, i) => element('i', i < entry.reached ? { class: 'reached' } : {}));
  return [
    element('span', { class: 'track', 'aria-hidden': 'true' }, ...steps),
    element('span', { class: 'chip' }, stateText(entry)),
  ];
}

function happened(entry) {
  const parts = [element('span', {}, entry.happened)];
  if (entry.refusals > 0 && entry.state !== null) {
    parts.push(' ', element('span', { class: 'badge' }, message('table.refusals', { count: entry.refusals })));
  }
  if (entry.severity >= MEDIUM_SEVERITY) {
    const severity = entry.severity >= HIGH_SEVERITY ? 'high' : 'medium';
    parts.push(' ', element('span', { class: `badge ${severity}` }, message(`severity.${severity}`)));
  }
  return parts;
}
