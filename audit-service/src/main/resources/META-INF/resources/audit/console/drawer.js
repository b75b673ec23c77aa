// The details of one entry: its facts, and each of its events with the OCSF record.

import { stateText, textOf, titleOf } from './logins.js';
import { language, message } from './messages.js';
import { byId, element } from './shared/dom.js';

const DATE_AND_TIME = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'long' });

export class Drawer {
  #dialog = byId('drawer');
  #title = byId('drawer-title');
  #facts = byId('drawer-facts');
  #events = byId('drawer-events');
  #shown = null;

  constructor() {
    byId('drawer-close').addEventListener('click', () => this.close());
    this.#dialog.addEventListener('click', click => {
      if (click.target === this.#dialog) this.close();
    });
    this.#dialog.addEventListener('close', () => {
      this.#shown = null;
    });
  }

  open(entry) {
    this.#shown = entry.key;
    this.#events.replaceChildren();
    this.refresh(entry);
    this.#dialog.showModal();
  }

  close() {
    this.#dialog.close();
  }

  /** Adds what is new, if the entry is shown, without closing a record that is being read. */
  refresh(entry) {
    if (this.#shown !== entry.key) return;
    this.#title.textContent = titleOf(entry);
    this.#facts.replaceChildren(...factsOf(entry).map(([name, value]) =>
      element('div', {},
        element('dt', {}, message(`drawer.${name}`)),
        element('dd', { class: 'mono' }, element('bdi', {}, value)))));
    this.#events.append(...entry.records.slice(this.#events.childElementCount).map(item));
  }
}

function factsOf(entry) {
  const [first] = entry.records;
  const facts = {
    state: stateText(entry),
    action: entry.action,
    account: entry.account,
    operator: entry.operator,
    device: entry.device,
    from: entry.ip,
    challenge: first.metadata.correlation_uid,
    trace: first.unmapped.doorway.traceparent?.split('-')[1],
  };
  return Object.entries(facts).filter(([, value]) => value);
}

function item(record) {
  const summary = message('drawer.record', {
    type: record.class_name, activity: record.activity_name, severity: record.severity.toLowerCase() });
  return element('li', { 'data-status': record.status.toLowerCase() },
    element('time', { datetime: new Date(record.time).toISOString() }, DATE_AND_TIME.format(record.time)),
    element('strong', {}, textOf(record)),
    element('details', {},
      element('summary', {}, summary),
      element('pre', { tabindex: '0', dir: 'ltr' }, JSON.stringify(record, null, 2))));
}
