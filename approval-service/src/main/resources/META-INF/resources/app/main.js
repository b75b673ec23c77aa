// The way through the app: what the address asks for first, then from screen to screen.

import { identity, forgetIdentity } from './key.js';
import { scan } from './server.js';
import { showWelcome } from './screens/welcome.js';
import { showEnrol } from './screens/enrol.js';
import { showHome } from './screens/home.js';
import { showScanner } from './screens/scanner.js';
import { showApproval } from './screens/approval.js';
import { showProblem, showWaiting } from './screens/results.js';

const app = {
  async home() {
    const me = await identity();
    return me ? showHome(app, me) : showWelcome(app);
  },

  enrol: code => showEnrol(app, code),

  scanner: hint => showScanner(app, hint),

  /** A frame was seen, by this page's camera or the phone's own. */
  async scanned(frame, byPhonesOwnCamera = false) {
    const me = await identity();
    if (!me) return showWelcome(app, 'This phone is not enrolled yet, so it cannot approve the code that you scanned.');
    showWaiting('Asking who this is from…');
    try {
      return showApproval(app, me, await scan(me, frame));
    } catch (problem) {
      if (problem.name === 'stale-frame' && byPhonesOwnCamera) {
        return app.scanner('The code moves on every second, and opening this page took a moment. Scan it once more here.');
      }
      return showProblem(app, problem, () => app.scanned(frame));
    }
  },

  async forget() {
    await forgetIdentity();
    return showWelcome(app);
  },
};

/** Reads the address once and takes what is secret out of it, so that neither history nor a shared link keeps it. */
function start() {
  const { pathname, hash } = location;
  if (pathname !== '/app/' || hash) history.replaceState(null, '', '/app/');
  if (pathname.startsWith('/q/')) return app.scanned(pathname.slice('/q/'.length), true);
  if (pathname === '/app/enrol') return app.enrol(hash.slice(1));
  return app.home();
}

const SHELL_WORKER = '/app/sw.js';
const scripts = globalThis.trustedTypes?.createPolicy('doorway', {
  createScriptURL: url => {
    if (url === SHELL_WORKER) return url;
    throw new TypeError(`not a script of this app: ${url}`);
  },
});

start();
navigator.serviceWorker?.register(scripts ? scripts.createScriptURL(SHELL_WORKER) : SHELL_WORKER).catch(() => {});
