// The app's texts, and the texts for what the server says in codes: claims, actions, risk signals, times.

import { loadTexts, locale } from './languages.js';
import { directionOf, messagesOf } from './shared/messages.js';

const texts = messagesOf(await loadTexts(), locale);
export const { message, messageOf, messageParts, messageOr, hasMessage, language } = texts;
const { number } = texts;

// A claim that the other one contains is not named as well.
const CONTAINED_IN = {
  given_name: 'name',
  family_name: 'name',
  middle_name: 'name',
  email_verified: 'email',
  phone_number_verified: 'phone_number',
};

/** Names as one part of a sentence: a, b, and c. */
export function list(names) {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
}

/** Names of any script, as one part of a sentence. From right to left, each keeps its own direction. */
export function listOfNames(names) {
  return list(directionOf(language) === 'rtl' ? names.map(name => `\u2068${name}\u2069`) : names);
}

/** The claims that the website receives, as one part of a sentence. */
export function claims(names) {
  const texts = names
    .filter(name => !names.includes(CONTAINED_IN[name]))
    .map(name => (hasMessage(`claim.${name}`) ? message(`claim.${name}`) : spaced(name)));
  if (texts.length === 0) return message('approval.claims.none');
  return capitalised(list(texts));
}

/** Where the browser is and how well the account knows it, one line each. */
export function browser({ browser: { ip, location, known, shared }, risk: signals = [] }) {
  const place = [ip, location].filter(Boolean).join(' · ');
  const standing = shared ? 'shared' : known ? 'known' : 'new';
  // The warning says that it is new.
  if (standing === 'new' && signals.includes('new_browser')) return [place];
  return [place, message(`approval.browser.${standing}`)];
}

/** What a person must be sure of before they approve, and what comes next. */
export function advice({ route, check }) {
  const own = `approval.advice.${route}`;
  const opened = message(hasMessage(own) ? own : 'approval.advice.cross-device');
  const next = hasMessage(`approval.next.${check}`) ? message(`approval.next.${check}`) : undefined;
  return [opened, next].filter(Boolean).join(' ');
}

export function risk(signal) {
  return hasMessage(`risk.${signal}`) ? message(`risk.${signal}`) : capitalised(spaced(signal));
}

/** From one time of the server to another: a phone's own clock may be wrong. */
export function secondsBetween(start, end) {
  return (new Date(end) - new Date(start)) / 1000;
}

/** How long before the scan the code was made; both times are the server's. */
export function started(createdAt, scannedAt) {
  const seconds = Math.max(0, Math.round(secondsBetween(createdAt, scannedAt)));
  if (seconds < 5) return message('approval.when.now');
  if (seconds < 90) return message('approval.when.seconds', { count: seconds });
  return message('approval.when.minutes', { count: Math.round(seconds / 60) });
}

/** A time that is left, such as 1:05. */
export function minutes(seconds) {
  const rest = seconds % 60;
  return `${number(Math.floor(seconds / 60))}:${rest < 10 ? number(0) : ''}${number(rest)}`;
}

export function date(instant) {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(new Date(instant));
}

const UNITS = [['minute', 60], ['hour', 3600]];
const DAY = 24 * 3600;

/**
 * When something was or will be: within the last day how long ago, later today the time, else date and time. A time of
 * tomorrow without its date would be taken for one of today.
 */
export function when(instant) {
  const time = new Date(instant);
  const now = new Date();
  const seconds = (now - time) / 1000;
  if (seconds < 0 || seconds >= DAY) {
    const dateStyle = time.toDateString() === now.toDateString() ? undefined : 'medium';
    return new Intl.DateTimeFormat(language, { dateStyle, timeStyle: 'short' }).format(time);
  }
  if (seconds < 60) return message('time.now');
  const [unit, length] = UNITS.findLast(([, each]) => seconds >= each);
  return new Intl.RelativeTimeFormat(language, { numeric: 'always' }).format(-Math.floor(seconds / length), unit);
}

/** not_me and not-me: not me */
export function spaced(code) {
  return code.replaceAll(/[_-]/g, ' ');
}

export function capitalised(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
