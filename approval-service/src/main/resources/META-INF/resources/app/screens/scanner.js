import { message, messageOr } from '../messages.js';
import { openCamera, parse, readCodes } from '../qr-code.js';
import { announce, showScreen, svgElement } from '../screen.js';
import { element } from '../shared/dom.js';
import { otherWays } from './other-ways.js';

const FINDER = 'M4 24V16A12 12 0 0 1 16 4h8M76 4h8a12 12 0 0 1 12 12v8'
  + 'M96 76v8a12 12 0 0 1-12 12h-8M24 96h-8A12 12 0 0 1 4 84v-8';

/**
 * The camera, which looks for a QR code of this Doorway, and the other ways to one. A code that this page's camera did
 * not read counts as a link: it may be older than the screen that showed it, and may come from somebody else.
 */
export async function showScanner(app, hint = message('scan.hint')) {
  const video = element('video', { playsinline: true, muted: true });
  video.muted = true;
  const status = element('p', { class: 'hint', role: 'status' }, hint);
  const closed = new AbortController();
  let closeCamera = () => {};
  const close = () => {
    closed.abort();
    closeCamera();
  };
  const cancel = () => {
    close();
    app.home();
  };

  const show = text => {
    status.textContent = text;
  };

  const onText = (text, found) => {
    const code = parse(text);
    if (!code) return show(message('scan.foreign'));
    // Whoever shows a code during a login could otherwise enrol this phone for an account of their own.
    if (code.kind === 'enrolment') return show(message('scan.invitation'));
    close();
    navigator.vibrate?.(30);
    return found(code.value);
  };

  const other = otherWays(text => onText(text, app.opened), show, closed.signal);
  showScreen(message('scan.screen'),
    element('h1', {}, message('scan.title')),
    element('div', { class: 'camera' }, video, finder(), status),
    element('div', { class: 'bottom' },
      other,
      element('button', { class: 'plain', onclick: cancel }, message('scan.cancel'))));
  announce(hint);

  try {
    closeCamera = await openCamera(video);
    if (closed.signal.aborted || !video.isConnected) return closeCamera();
    await readCodes(video, text => onText(text, app.scanned), () => closed.signal.aborted || !video.isConnected);
    closeCamera();
  } catch (error) {
    closeCamera();
    other.open = true;
    show(messageOr('scan.problem', error.name));
  }
}

function finder() {
  return element('div', { class: 'finder', 'aria-hidden': 'true' },
    svgElement('svg', { viewBox: '0 0 100 100' }, svgElement('path', { d: FINDER })));
}
