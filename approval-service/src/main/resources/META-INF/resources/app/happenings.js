// What happened to an account, in words for its person.

const REJECTED = {
  not_me: 'You said that this wasn’t you.',
  unknown_service: 'You did not know this service.',
  changed_mind: 'You changed your mind.',
};

const CANCELLED = {
  wrong_code: 'Three wrong codes were typed into the browser.',
  newer: 'A newer login took its place.',
  browser: 'It was given up in the browser.',
  revoked: 'The phone that had scanned it was removed.',
  renewal: 'The website’s page began again.',
};

const EXPIRED = {
  scanned: 'A phone had scanned it, but nobody decided in time.',
  approved: 'It was approved, but the browser did not come back in time.',
};

const STORIES = {
  login: entry => ({
    symbol: 'browser',
    title: `Login to ${entry.client_name}`,
    lines: [[entry.browser, entry.browser_location ?? entry.browser_ip].join(' · '),
      entry.disowned_at ? 'You said that this wasn’t you. It was ended.' : undefined],
  }),
  rejected: entry => ({ symbol: 'cross', title: `Rejected: ${entry.client_name}`, lines: [REJECTED[entry.reason]] }),
  mistyped: entry => ({ symbol: 'notice', title: `Wrong code for ${entry.client_name}`, lines: ['It was typed into the browser.'] }),
  cancelled: entry => ({ symbol: 'cross', title: `Login to ${entry.client_name} stopped`, lines: [CANCELLED[entry.reason]] }),
  expired: entry => ({ symbol: 'clock', title: `Login to ${entry.client_name} not finished`, lines: [EXPIRED[entry.reason]] }),
  device_added: entry => ({ symbol: 'phone', title: `${entry.device ?? 'A device'} was added`, lines: [] }),
  passkey_added: entry => ({ symbol: 'key', title: 'A passkey was added', lines: [entry.device] }),
  passkey_removed: entry => ({ symbol: 'key', title: 'A passkey was removed', lines: [entry.device] }),
  device_removed: entry => ({
    symbol: 'phone',
    title: `${entry.device ?? 'A device'} was removed`,
    lines: [entry.reason === 'operator' ? 'By whoever runs your account.' : 'From one of your devices.'],
  }),
  browser_remembered: entry => ({
    symbol: 'browser', title: `${entry.browser ?? 'A browser'} is remembered`, lines: ['It asks for no code for a while.'],
  }),
  browser_forgotten: entry => ({
    symbol: 'browser', title: `${entry.browser ?? 'A browser'} was forgotten`, lines: ['It asks for a code again.'],
  }),
};

/** A symbol, a title, and lines to know it by. What a later server may tell and this app has no words for is told by its name. */
export function story(entry) {
  const tell = STORIES[entry.kind] ?? (({ kind }) => ({ symbol: 'notice', title: kind.replaceAll('_', ' '), lines: [] }));
  const { symbol, title, lines } = tell(entry);
  return { symbol, title, lines: lines.filter(line => line) };
}
