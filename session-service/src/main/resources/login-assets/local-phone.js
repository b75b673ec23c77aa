// Only on a local platform: this browser is the phone as well. The link opens the phone app in a second window, which
// asks this page for the code that it shows at that moment.

import { currentLink } from './qr-code.js';

const FEATURES = 'popup,width=420,height=860';

/**
 * Answers the window that the link opens.
 *
 * @param invitation the path at which a browser gets an invitation
 * @param shownChallenge returns the id of the challenge whose code is shown; undefined if none is
 */
export function offerLocalPhone(link, invitation, shownChallenge) {
  link.addEventListener('click', event => {
    if (window.open(link.href, link.target, FEATURES)) event.preventDefault();
  });
  // Another origin cannot ask: the answer is a way to this login.
  addEventListener('message', async ({ origin, data, ports: [port] }) => {
    if (origin !== location.origin || data !== link.target || !port) return;
    const id = shownChallenge();
    port.postMessage({ invitation, link: id && await currentLink(id).catch(() => undefined) });
  });
}
