// That a person who was not enrolled wanted to log in: the code of the login is too old after the enrolment, so the app
// leads them back to it. Nothing about the login itself is stored.

import { readStored, store } from './stored.js';

const NAME = 'doorway-wanted-login';
const LONGEST_MS = 60 * 60 * 1000;

/** Remembers it; `source` says what opened the code: this phone's browser (`own-page`) or anything else. */
export function wantLogin(source) {
  store(NAME, { source, at: Date.now() });
}

/** What was remembered within the last hour, `{ source }`, or undefined. It is forgotten. */
export function takeWantedLogin(now = Date.now()) {
  const wanted = readStored(NAME);
  store(NAME, undefined);
  return wanted && now - wanted.at >= 0 && now - wanted.at < LONGEST_MS ? wanted : undefined;
}
