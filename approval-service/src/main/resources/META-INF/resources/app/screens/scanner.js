import { message, messageOr } from '../messages.js';
import { openCamera, parse, readCodes } from '../qr-code.js';
import { announce, showScreen, svgElement } from '../screen.js';
import { element } from '../shared/dom.js';

const FINDER = 'M4 24V16A12 12 0 0 1 16 4h8M76 4h8a12 12 0 0 1 12 12v8'
  + 'M96 76v8a12 12 0 0 1-12 12h-8M24 96h-8A12 12 0 0 1 4 84v-8';

/** The camera, which looks for a QR code of this Doorway. */
export async function showScanner(app, hint = message('scan.hint')) {
  const video = element('video', { playsinline: true, muted: true });
  video.muted = true;
  const status = element('p', { class: 'hint', role: 'status' }, hint);
  let closed = false;
  let closeCamera = () => {};
  const close = () => {
    closed = true;
    closeCamera();
  };
  const cancel = () => {
    close();
    app.home();
  };

  showScreen(message('scan.screen'),
    element('h1', {}, message('scan.title')),
    element('div', { class: 'camera' }, video, finder(), status),
    element('div', { class: 'bottom' },
      element('button', { class: 'plain', onclick: cancel }, message('scan.cancel'))));
  announce(hint);

  const onText = text => {
    const code = parse(text);
    if (!code) {
      status.textContent = message('scan.foreign');
      return;
    }
    // Whoever shows a code during a login could otherwise enrol this phone for an account of their own.
    if (code.kind === 'enrolment') {
      status.textContent = message('scan.invitation');
      return;
    }
    close();
    navigator.vibrate?.(30);
    app.scanned(code.value);
  };

  try {
    closeCamera = await openCamera(video);
    if (closed || !video.isConnected) return closeCamera();
    await readCodes(video, onText, () => closed || !video.isConnected);
    closeCamera();
  } catch (error) {
    closeCamera();
    status.textContent = messageOr('scan.problem', error.name);
  }
}

function finder() {
  return element('div', { class: 'finder', 'aria-hidden': 'true' },
    svgElement('svg', { viewBox: '0 0 100 100' }, svgElement('path', { d: FINDER })));
}
