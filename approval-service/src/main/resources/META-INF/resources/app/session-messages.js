// The texts for a session: a browser that logs the person in at websites without the phone.

import { listOfNames, message, when } from './messages.js';

/** The browser, as the person knows it; not known while the login is not in the activity yet. */
export function browserOf({ browser }) {
  return browser ?? message('activity.browser');
}

/** The websites, as one part of a sentence. */
export function websitesOf({ websites }) {
  return listOfNames(websites);
}

/** One line each: the websites, the last use, where and since when, until when. */
export function linesOf(session) {
  const { location, started_at: since, last_used_at: used, expires_at: until } = session;
  return [
    message('sessions.websites', { websites: websitesOf(session) }),
    message('sessions.used', { used: when(used), since: when(since) }),
    location,
    message('sessions.until', { time: when(until) }),
  ].filter(Boolean);
}
