// The app's entry: opens the screen that the address asks for, and leads from one screen to the next.

import { scan } from './api.js';
import { checkStorage, identities, loadIdentity, otherIdentities, removeIdentity } from './identity.js';
import { direction, language } from './languages.js';
import { isBesideLoginPage } from './login-page.js';
import { message } from './messages.js';
import { nameAtScan } from './problems.js';
import { showAddDevice } from './screens/add-device.js';
import { showApproval } from './screens/approval.js';
import { showEnrol } from './screens/enrol.js';
import { showEnterCode } from './screens/enter-code.js';
import { showHome } from './screens/home.js';
import { showJoin } from './screens/join.js';
import { linkSource, showLink } from './screens/link.js';
import { showNewcomer } from './screens/newcomer.js';
import { showProblem, showWaiting, showWrongCode } from './screens/results.js';
import { showScanner } from './screens/scanner.js';
import { showThisBrowser } from './screens/this-browser.js';
import { showWelcome } from './screens/welcome.js';
import { undecidedLogin } from './undecided-login.js';

const app = {
  async home() {
    const identity = await loadIdentity();
    if (!identity) return app.welcome();
    const undecided = await undecidedLogin(identity);
    return undecided ? showApproval(app, identity, undecided) : showHome(app, identity, await otherIdentities());
  },

  enrol: code => showEnrol(app, code),

  join: code => showJoin(app, code),

  addDevice: identity => showAddDevice(app, identity),

  welcome: () => showWelcome(app),

  /** Beside the login page on the same computer there is nothing to scan. */
  scanner: hint => (isBesideLoginPage() ? showThisBrowser(app) : showScanner(app, hint)),

  /** The address of a QR code was opened. A link is not a scan: the person is asked before anything is sent. */
  async linked(frame, source) {
    const enrolled = await identities();
    if (enrolled.length === 0) return showNewcomer(app, source);
    return showLink(app, source, enrolled, () => app.claim(frame, 'link'));
  },

  /** This page's camera read the QR code of a login. */
  scanned: frame => app.claim(frame, 'camera'),

  /** The person gave this page the address of a code, or a picture of it. */
  opened: frame => app.claim(frame, 'link', message('scan.too-old')),

  /** The person entered the code of the login page. */
  enterCode: () => showEnterCode(app, code => app.claim(code, 'code')),

  /** The person opened a request that waits for the account. */
  listed: id => app.claim(id, 'list'),

  /** Claims a login for this phone. The message says how it was obtained: `camera`, `link`, `code` or `list`. */
  async claim(frame, source, hintIfStale = message('scan.once-more')) {
    const identity = await loadIdentity();
    if (!identity) return showNewcomer(app, source);
    showWaiting(message('scan.asking'));
    try {
      return showApproval(app, identity, await scan(identity, frame, source));
    } catch (problem) {
      if (problem.name === 'stale-frame' && source === 'link') return app.scanner(hintIfStale);
      if (problem.name === 'challenge-not-found' && source === 'code') return showWrongCode(app);
      const shown = { name: nameAtScan(problem.name, source) };
      return showProblem(app, shown, () => app.claim(frame, source, hintIfStale));
    }
  },

  async forget() {
    await removeIdentity();
    return app.home();
  },
};

/** Reads the address once and removes secrets from it, so that neither the history nor a shared link contains them. */
function start() {
  const { pathname, hash } = location;
  if (pathname !== '/app/' || hash) history.replaceState(null, '', '/app/');
  return withStorage(() => open(pathname, hash));
}

/** Goes on where this browser stores something, and explains what is missing where it does not. */
async function withStorage(next) {
  try {
    await checkStorage();
  } catch {
    return showProblem(app, { name: 'no-storage' }, () => withStorage(next));
  }
  return next();
}

function open(pathname, hash) {
  if (pathname.startsWith('/Q/')) return app.linked(pathname.slice('/Q/'.length), linkSource());
  if (pathname === '/app/enrol') return app.enrol(hash.slice(1));
  if (pathname === '/app/add') return app.join(hash.slice(1));
  return isBesideLoginPage() ? app.scanner() : app.home();
}

const SERVICE_WORKER = '/app/sw.js';
const scripts = globalThis.trustedTypes?.createPolicy('doorway', {
  createScriptURL: url => {
    if (url === SERVICE_WORKER) return url;
    throw new TypeError(`not a script of this app: ${url}`);
  },
});

document.documentElement.lang = language;
document.documentElement.dir = direction;
start();
navigator.serviceWorker?.register(scripts ? scripts.createScriptURL(SERVICE_WORKER) : SERVICE_WORKER).catch(() => {});
