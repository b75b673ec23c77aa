// The app's entry: opens the screen that the address asks for, and leads from one screen to the next.

import { scan } from './api.js';
import { identities, loadIdentity, otherIdentities, removeIdentity } from './identity.js';
import { message } from './messages.js';
import { showApproval } from './screens/approval.js';
import { showEnrol } from './screens/enrol.js';
import { showHome } from './screens/home.js';
import { linkSource, showLink } from './screens/link.js';
import { showProblem, showWaiting } from './screens/results.js';
import { showScanner } from './screens/scanner.js';
import { showWelcome } from './screens/welcome.js';

const app = {
  async home() {
    const identity = await loadIdentity();
    return identity ? showHome(app, identity, await otherIdentities()) : showWelcome(app);
  },

  enrol: code => showEnrol(app, code),

  scanner: hint => showScanner(app, hint),

  /** The address of a QR code was opened. A link is not a scan: the person is asked before anything is sent. */
  async linked(frame, source) {
    showLink(app, source, await identities(), () => app.claim(frame, 'link'));
  },

  /** This page's camera read the QR code of a login. */
  scanned: frame => app.claim(frame, 'camera'),

  /** Claims a login for this phone. The message says how the frame was obtained: by the `camera` or by a `link`. */
  async claim(frame, source) {
    const identity = await loadIdentity();
    if (!identity) return showWelcome(app, message('welcome.not-enrolled'));
    showWaiting(message('scan.asking'));
    try {
      return showApproval(app, identity, await scan(identity, frame, source));
    } catch (problem) {
      if (problem.name === 'stale-frame' && source === 'link') return app.scanner(message('scan.once-more'));
      return showProblem(app, problem, () => app.claim(frame, source));
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
  if (pathname.startsWith('/q/')) return app.linked(pathname.slice('/q/'.length), linkSource());
  if (pathname === '/app/enrol') return app.enrol(hash.slice(1));
  return app.home();
}

const SERVICE_WORKER = '/app/sw.js';
const scripts = globalThis.trustedTypes?.createPolicy('doorway', {
  createScriptURL: url => {
    if (url === SERVICE_WORKER) return url;
    throw new TypeError(`not a script of this app: ${url}`);
  },
});

start();
navigator.serviceWorker?.register(scripts ? scripts.createScriptURL(SERVICE_WORKER) : SERVICE_WORKER).catch(() => {});
