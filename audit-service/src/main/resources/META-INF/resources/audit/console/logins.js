// The entries of the console: one per login (its challenge), per event of a device or an account, per alarm, and per
// refused attempt that belongs to no login.

import { hasMessage, language, message } from './messages.js';
import { formatAmount } from './shared/money.js';

const MAX_ENTRIES = 500;

export const STEPS = ['created', 'scanned', 'approved', 'consumed'];

const STATES = {
  ChallengeCreated: 'created',
  ChallengeScanned: 'scanned',
  ChallengeApproved: 'approved',
  ChallengeConsumed: 'consumed',
  ChallengeRejected: 'rejected',
  ChallengeCancelled: 'cancelled',
  ChallengeExpired: 'expired',
};

const OUTCOMES = { consumed: 'in', rejected: 'refused', cancelled: 'ended', expired: 'ended' };
/** The outcome of a login that its person did not recognise. No other event changes it. */
const DISOWNED = 'disowned';
const FAILURE = 2;
const DETECTION_FINDING = 2004;

export class Logins {
  #entries = new Map();
  #seen = new Set();

  /** Adds an OCSF record. Returns the entry that it changed, or undefined if the record is known already. */
  add(record) {
    if (this.#seen.has(record.metadata.uid)) return undefined;
    this.#seen.add(record.metadata.uid);
    const key = record.metadata.correlation_uid ?? record.metadata.uid;
    const entry = this.#entries.get(key) ?? this.#create(key, record);
    apply(entry, record);
    return entry;
  }

  /** Newest first. */
  all() {
    return [...this.#entries.values()].reverse();
  }

  get(key) {
    return this.#entries.get(key);
  }

  counts() {
    const counts = { open: 0, in: 0, disowned: 0, refused: 0, ended: 0 };
    for (const { outcome } of this.#entries.values()) {
      if (outcome in counts) counts[outcome] += 1;
    }
    return counts;
  }

  #create(key, record) {
    const entry = {
      key,
      records: [],
      began: record.time,
      reached: 0,
      version: 0,
      state: null,
      outcome: 'other',
      refusals: 0,
      website: null,
      account: null,
      operator: null,
      device: null,
      action: null,
      ip: null,
      happened: '',
      severity: 1,
    };
    this.#entries.set(key, entry);
    if (this.#entries.size > MAX_ENTRIES) this.#removeOldest();
    return entry;
  }

  #removeOldest() {
    const [key] = this.#entries.keys();
    for (const record of this.#entries.get(key).records) this.#seen.delete(record.metadata.uid);
    this.#entries.delete(key);
  }
}

function apply(entry, record) {
  const { type, browser_ip: browserIp, client } = record.unmapped.doorway;
  const registered = type === 'ClientRegistrationChanged' ? client : undefined;
  entry.records.push(record);
  entry.began = Math.min(entry.began, record.time);
  entry.severity = Math.max(entry.severity, record.severity_id);
  const named = record.service?.name === 'unknown' ? null : record.service?.name;
  entry.website = named || entry.website || record.service?.uid || registered || null;
  entry.account = record.user?.uid ?? record.entity?.user?.uid ?? entry.account;
  entry.action = actionOf(record.unmapped.doorway) ?? entry.action;
  // An operator acts with a token, a person with a device of the account.
  const { user: actor, session } = record.actor ?? {};
  if (session) entry.operator = actor.uid;
  entry.device = actor?.credential_uid ?? entry.device;
  // The browser's address is the login's; the address of a phone or a website's server is shown where there is no
  // browser.
  entry.ip = browserIp ?? entry.ip ?? record.src_endpoint?.ip ?? null;
  if (type === 'AttemptRefused' || type === 'CodeReplayed') entry.refusals += 1;
  if (type === 'LoginDisowned') {
    entry.outcome = DISOWNED;
    entry.happened = textOf(record);
  } else if (type in STATES) {
    changeState(entry, record, STATES[type]);
  } else if (entry.outcome === DISOWNED) {
    return;
  } else if (entry.state === null) {
    entry.outcome = outcomeOf(record);
    entry.happened = textOf(record);
  } else if (record.status_id === FAILURE) {
    entry.happened = textOf(record);
  }
}

/** What is approved beside a login, such as "payment: €42.50 to Harbour Rail"; undefined for a login. */
function actionOf({ action, action_details: fields = {} }) {
  if (isLogin(action)) return undefined;
  const name = textFor('action', action);
  const payee = fields.payee && message('action.payee', { payee: fields.payee });
  const about = [formatAmount(fields, language), payee].filter(Boolean).join(' ');
  return about ? message('action.about', { action: name, about }) : name;
}

function isLogin(action = 'login') {
  return action === 'login';
}

function outcomeOf(record) {
  if (record.class_uid === DETECTION_FINDING) return 'alarm';
  return record.status_id === FAILURE ? 'refused' : 'other';
}

/** Events of different topics arrive in any order; the version says which state is the newest. */
function changeState(entry, record, state) {
  entry.reached = Math.max(entry.reached, STEPS.indexOf(state) + 1);
  if (record.metadata.sequence <= entry.version) return;
  entry.version = record.metadata.sequence;
  entry.state = state;
  if (entry.outcome === DISOWNED) return;
  entry.outcome = OUTCOMES[state] ?? 'open';
  entry.happened = textOf(record);
}

/** What the entry is: a login, another request of a website, or an event. */
export function titleOf({ state, action, website }) {
  if (state === null) return message('drawer.event');
  return message(action ? 'drawer.request' : 'drawer.login', { website: website ?? message('drawer.unknown-website') });
}

/** The state of a login, or what the entry of another event is. */
export function stateText({ state, outcome }) {
  return textFor('state', outcome === DISOWNED ? DISOWNED : state ?? outcome);
}

/** What the record says, with its reason if it has one. */
export function textOf(record) {
  const { type, action, attempt, reason } = record.unmapped.doorway;
  if (type === 'AttemptRefused') {
    return message('entry.refused', { attempt: textFor('attempt', attempt), reason: textFor('reason', reason) });
  }
  const text = eventText(type, action, record.message);
  const name = record.status_detail && textFor('detail', record.status_detail);
  const detail = type === 'RefusalsSuppressed' ? textFor('reason', reason) : name;
  return detail ? message('entry.happened', { text, reason: detail }) : text;
}

function eventText(type, action, described) {
  if (!isLogin(action) && hasMessage(`event.${type}.action`)) {
    return message(`event.${type}.action`, { action: textFor('action', action) });
  }
  return hasMessage(`event.${type}`) ? message(`event.${type}`) : described;
}

/** What this console does not know yet is shown by its name. */
function textFor(group, name) {
  return hasMessage(`${group}.${name}`) ? message(`${group}.${name}`) : plain(name);
}

function plain(name) {
  return String(name).replaceAll(/[_-]/g, ' ');
}
