// What the console knows: one entry per login (its challenge), per device event and per attempt that belongs to no login.

const MOST = 500;

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

export class Logins {
  #entries = new Map();
  #seen = new Set();

  /** Takes an OCSF record; returns the entry that it changed, or null if it was known already. */
  add(record) {
    if (this.#seen.has(record.metadata.uid)) {
      return null;
    }
    this.#seen.add(record.metadata.uid);
    const key = record.metadata.correlation_uid ?? record.metadata.uid;
    const entry = this.#entries.get(key) ?? this.#begin(key, record);
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
    const counts = { open: 0, in: 0, refused: 0, ended: 0 };
    for (const entry of this.#entries.values()) {
      if (entry.outcome in counts) {
        counts[entry.outcome]++;
      }
    }
    return counts;
  }

  #begin(key, record) {
    const entry = {
      key, records: [], began: record.time, reached: 0, version: 0, state: null, outcome: 'other',
      refusals: 0, website: null, account: null, ip: null, said: '', severity: 1,
    };
    this.#entries.set(key, entry);
    if (this.#entries.size > MOST) {
      const [oldest] = this.#entries.keys();
      this.#entries.get(oldest).records.forEach((old) => this.#seen.delete(old.metadata.uid));
      this.#entries.delete(oldest);
    }
    return entry;
  }
}

function apply(entry, record) {
  const type = record.unmapped.doorway.type;
  entry.records.push(record);
  entry.began = Math.min(entry.began, record.time);
  entry.severity = Math.max(entry.severity, record.severity_id);
  entry.website = record.service?.name !== 'unknown' && record.service?.name || entry.website || record.service?.uid || null;
  entry.account = record.user?.uid ?? record.entity?.user?.uid ?? entry.account;
  // The browser's address is the login's; a phone's or a website's server is only shown where no browser is known.
  entry.ip = record.unmapped.doorway.browser_ip ?? entry.ip ?? record.src_endpoint?.ip ?? null;
  if (type === 'AttemptRefused' || type === 'CodeReplayed') {
    entry.refusals++;
  }
  if (type in STATES) {
    transition(entry, record, STATES[type]);
  } else if (entry.state === null) {
    entry.outcome = record.status_id === 2 ? 'refused' : 'other';
    entry.said = say(record);
  } else if (record.status_id === 2) {
    entry.said = say(record);
  }
}

/** Facts of different topics may arrive in any order; versions tell which state is the newest. */
function transition(entry, record, state) {
  entry.reached = Math.max(entry.reached, STEPS.indexOf(state) + 1);
  if (record.metadata.sequence <= entry.version) {
    return;
  }
  entry.version = record.metadata.sequence;
  entry.state = state;
  entry.outcome = { consumed: 'in', rejected: 'refused', cancelled: 'ended', expired: 'ended' }[state] ?? 'open';
  entry.said = say(record);
}

export function say(record) {
  const code = record.unmapped.doorway.type === 'AttemptRefused' ? record.status_code.toLowerCase() : null;
  const why = [record.status_detail, code].filter(Boolean).map(words).join(': ');
  return why ? `${record.message} (${why})` : record.message;
}

/** not_me -> not me */
export function words(name) {
  return name.replaceAll('_', ' ').replaceAll('-', ' ');
}
