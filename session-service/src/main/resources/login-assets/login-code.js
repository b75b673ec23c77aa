// The code that a person enters in the app in place of a scan.

import { everySecond, serverNow } from './clock.js';
import { message } from './messages.js';
import { byId } from './shared/dom.js';

/** How long before the end the person is asked whether they need more time (WCAG 2.2, 2.2.1: at least 20 seconds). */
const WARNING_MS = 30_000;

/** Shows the code, and says it to screen readers one character after the other. */
export function showLoginCode(code) {
  byId('login-code').textContent = code;
  const spelled = code.split('-').map(group => [...group].join(' ')).join(', ');
  byId('login-code-spelled').textContent = message('announce.login-code', { code: spelled });
  byId('login-code-copied').textContent = '';
  return () => {};
}

/** Copies the code, and says whether that worked. */
export async function copyLoginCode() {
  const copied = await navigator.clipboard?.writeText(byId('login-code').textContent).then(() => true, () => false);
  byId('login-code-copied').textContent = message(copied ? 'login-code.copied' : 'login-code.not-copied');
}

/** Calls `warn` once, a while before the deadline, unless the returned function was called before. */
export function warnBefore(deadline, warn) {
  let warned = false;
  return everySecond(() => {
    if (warned || serverNow() < deadline - WARNING_MS) return;
    warned = true;
    warn();
  });
}
