// The login that is on the screen of this phone until the person has decided. If the window is closed before, the app
// shows it again when it is opened.

import { readOutcome } from './api.js';
import { readStored, store } from './stored.js';

const NAME = 'doorway-undecided-login';
const LONGEST_MS = 10 * 60 * 1000;

/** Remembers the login as it was scanned; how long it is shown already is measured from the first time. */
export function keepUndecided(identity, login) {
  login.shownAt ??= performance.now();
  const at = Date.now() - (performance.now() - login.shownAt);
  store(NAME, { device: identity.credentialId, login, at });
}

export function forgetUndecided() {
  store(NAME, undefined);
}

/** The login of this device that the server still waits for, or undefined. */
export async function undecidedLogin(identity) {
  const { device, login, at } = readStored(NAME) ?? {};
  const age = Date.now() - at;
  if (device !== identity.credentialId || !(age >= 0 && age < LONGEST_MS)) return undefined;
  const outcome = await readOutcome(identity, login).catch(() => undefined);
  if (outcome?.state !== 'scanned') {
    if (outcome) forgetUndecided();
    return undefined;
  }
  return { ...login, shownAt: performance.now() - age };
}
