// What machines say, in words for people.

const CLAIMS = {
  name: 'your name',
  given_name: 'your first name',
  family_name: 'your last name',
  preferred_username: 'your user name',
  email: 'your email address',
  email_verified: 'that your email address was checked',
  phone_number: 'your phone number',
  phone_number_verified: 'that your phone number was checked',
  address: 'your address',
  birthdate: 'your date of birth',
  locale: 'your language',
  zoneinfo: 'your time zone',
  picture: 'your picture',
};

// What is told by another one, so that it is not said twice.
const CONTAINED_IN = {
  given_name: 'name',
  family_name: 'name',
  email_verified: 'email',
  phone_number_verified: 'phone_number',
};

const ACTIONS = {
  login: 'wants to log you in',
  payment: 'asks you to approve a payment',
  'add-payee': 'asks you to add a payee',
};

const RISKS = {
  new_browser: 'Your account does not know this browser.',
  address_mismatch: 'The browser uses another internet connection than this phone.',
  country_mismatch: 'The browser seems to be in another country than this phone.',
  network_mismatch: 'The browser uses another internet provider than this phone.',
  time_zone_mismatch: 'The browser’s clock is set for another time zone than this phone’s.',
  hosting_provider: 'The browser’s address is a data centre’s, not a home’s or an office’s.',
  busy_source: 'Many codes were asked for from the browser’s address just now.',
  slow_scan: 'The code took long to reach this phone. Somebody may have passed it on.',
  second_device: 'Another phone has scanned the same code.',
};

const capital = text => text.charAt(0).toUpperCase() + text.slice(1);

/** The claims to be released, as one sentence part. */
export function claims(names) {
  const told = names
    .filter(name => !names.includes(CONTAINED_IN[name]))
    .map(name => CLAIMS[name] ?? name.replaceAll('_', ' '));
  return told.length === 0
    ? 'Nothing but that it is you'
    : capital(new Intl.ListFormat('en', { type: 'conjunction' }).format(told));
}

export const action = type => ACTIONS[type] ?? `asks for: ${type.replaceAll('-', ' ')}`;

/** The browser in the words under its name: where it is, and how well it is known. */
export function browser({ browser: { ip, location, known, shared } }) {
  const place = [ip, location].filter(part => part).join(' · ');
  if (shared) return [place, 'Used by others too, so it will not be remembered'];
  return [place, known ? 'Known: you typed a code into it before' : 'New to your account'];
}

const NEXT = {
  'typed-code': 'Then you will be shown six digits to type into that browser.',
  passkey: 'Then your phone makes sure that it is you.',
};

/** What a person has to have made sure of before they approve, and what comes after. */
export function advice({ route, check }) {
  const opened = route === 'same-device'
    ? 'Approve only if you have just opened this website yourself, on this phone.'
    : 'Approve only if you opened this website yourself and the code is on the screen in front of you.';
  return [opened, NEXT[check]].filter(part => part).join(' ');
}

/** A time that is left, as 1:05. */
export const minutes = seconds => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

export const risk = flag => RISKS[flag] ?? capital(flag.replaceAll('_', ' '));

/** How long before the scan the code was made; both times are the server's. */
export function ago(createdAt, scannedAt) {
  const seconds = Math.max(0, Math.round((new Date(scannedAt) - new Date(createdAt)) / 1000));
  if (seconds < 5) return 'Started just before you scanned';
  return seconds < 90 ? `Started ${seconds} seconds before you scanned` : `Started ${Math.round(seconds / 60)} minutes before you scanned`;
}

/** What a person would call this device. */
export async function deviceName() {
  const hints = navigator.userAgentData;
  const model = hints?.mobile && (await hints.getHighEntropyValues(['model']).catch(() => ({}))).model;
  if (model) return model;
  const agent = navigator.userAgent;
  const kinds = [
    [/iPhone/, 'iPhone'], [/iPad/, 'iPad'], [/Android/, 'Android phone'], [/Macintosh/, 'Mac'],
    [/Windows/, 'Windows computer'], [/CrOS/, 'Chromebook'], [/Linux/, 'Linux computer'],
  ];
  return kinds.find(([pattern]) => pattern.test(agent))?.[1] ?? 'My phone';
}

export const date = instant => new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(new Date(instant));

const UNITS = [['minute', 60], ['hour', 3600]];

const DAY = 24 * 3600;

/** When something was or will be: the last day in words, the next as a time, else as date and time. */
export function when(instant) {
  const seconds = (Date.now() - new Date(instant)) / 1000;
  if (seconds < 0 || seconds >= DAY) {
    const dateStyle = Math.abs(seconds) < DAY ? undefined : 'medium';
    return new Intl.DateTimeFormat(undefined, { dateStyle, timeStyle: 'short' }).format(new Date(instant));
  }
  if (seconds < 60) return 'just now';
  const [unit, length] = UNITS.findLast(([, each]) => seconds >= each);
  return new Intl.RelativeTimeFormat('en', { numeric: 'always' }).format(-Math.floor(seconds / length), unit);
}
