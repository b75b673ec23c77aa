import { isBesideLoginPage } from '../login-page.js';
import { message } from '../messages.js';
import { takeWantedLogin } from '../wanted-login.js';
import { showResult } from './results.js';

/** This phone was enrolled. If the person wanted to log in before, the next step leads back to that login. */
export function showEnrolled(app, account, enrolledBefore, more = []) {
  const texts = [message('enrol.done.text'), ...more];
  if (enrolledBefore) texts.push(message('enrol.done.in-use', { account }));
  const wanted = takeWantedLogin();
  if (wanted) texts.push(message(`enrol.wanted.${wanted.source === 'own-page' ? 'own-page' : 'code'}`));
  const scan = [message(isBesideLoginPage() ? 'enrol.done.this-browser' : scanText(wanted)), () => app.scanner()];
  const later = [message(wanted?.source === 'own-page' ? 'common.done' : 'enrol.done.later'), () => app.home()];
  const steps = wanted?.source === 'own-page' && !isBesideLoginPage() ? [later, scan] : [scan, later];
  showResult('good', 'tick', message('enrol.done.title'), texts, ...steps);
}

function scanText(wanted) {
  return wanted && wanted.source !== 'own-page' ? 'enrol.wanted.scan' : 'enrol.done.scan';
}
