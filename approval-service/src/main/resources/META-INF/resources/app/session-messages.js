// The texts for a session: a browser that logs the person in at websites without the phone.

import { list, message, when } from './messages.js';

/** The browser, as the person knows it; not known while the login is not in the activity yet. */
export function browserOf({ browser }) {
  return browser ?? message('activity.browser');
}

/** One line each: the websites, since when and where, until when. */
export function linesOf({ websites, location, started_at: since, last_used_at: used, expires_at: until }) {
  return [
    message('sessions.websites', { websites: list(websites) }),
    [message('sessions.since', { since: when(since), used: when(used) }), location].filter(Boolean).join(' · '),
    message('sessions.until', { time: when(until) }),
  ];
}
