// The details of one entry: its facts, and each of its events with the OCSF record.

import { say } from './logins.js';
import { element } from './table.js';

const MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

export class Drawer {
  #dialog = document.getElementById('drawer');
  #title = document.getElementById('drawer-title');
  #facts = document.getElementById('drawer-facts');
  #events = document.getElementById('drawer-events');
  #shown = null;

  constructor() {
    document.getElementById('drawer-close').addEventListener('click', () => this.#dialog.close());
    this.#dialog.addEventListener('click', (click) => {
      if (click.target === this.#dialog) {
        this.#dialog.close();
      }
    });
    this.#dialog.addEventListener('close', () => { this.#shown = null; });
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

  /** Adds what is new, without closing a record that is being read. */
  refresh(entry) {
    if (this.#shown !== entry.key) {
      return;
    }
    this.#title.textContent = entry.state === null ? 'Event' : `Login at ${entry.website ?? 'a website'}`;
    const facts = {
      State: entry.state ?? entry.outcome,
      Account: entry.account,
      From: entry.ip,
      Challenge: entry.records[0].metadata.correlation_uid,
      Trace: entry.records[0].unmapped.doorway.traceparent?.split('-')[1],
    };
    this.#facts.replaceChildren(...Object.entries(facts).filter(([, value]) => value).map(([name, value]) => {
      const pair = element('div');
      pair.append(element('dt', {}, name), element('dd', { class: 'mono' }, value));
      return pair;
    }));
    entry.records.slice(this.#events.childElementCount).forEach((record) => this.#events.append(item(record)));
  }
}

function item(record) {
  const made = element('li', { 'data-status': record.status.toLowerCase() });
  const details = element('details');
  details.append(
    element('summary', {}, `${record.class_name}: ${record.activity_name}, ${record.severity.toLowerCase()}`),
    element('pre', { tabindex: '0' }, JSON.stringify(record, null, 2)));
  made.append(element('time', { datetime: new Date(record.time).toISOString() }, MOMENT.format(record.time)),
    element('strong', {}, say(record)), details);
  return made;
}
