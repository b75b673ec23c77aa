// The login page that opened this window to take the place of a phone. Only the login page of a local platform does
// that.

const WINDOW = 'doorway-phone';
const TIMEOUT_MS = 5000;

/** Whether a login page opened this window and is still there. */
export function isBesideLoginPage() {
  return window.name === WINDOW && Boolean(window.opener) && !window.opener.closed;
}

/**
 * What the login page answers: `{ invitation, link }`. `link` is the address in the code that it shows, undefined if it
 * shows none; nothing is there if it does not answer.
 */
export function askLoginPage() {
  return new Promise(resolve => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    setTimeout(resolve, TIMEOUT_MS, {});
    window.opener.postMessage(WINDOW, location.origin, [port2]);
  });
}
