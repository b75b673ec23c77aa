import { read } from '../code.js';
import { announce, el, show } from '../dom.js';
import { openCamera, watch } from '../scanner.js';

const CAMERA_PROBLEMS = {
  NotAllowedError: 'The camera is not allowed. Allow it for this page in your browser’s settings, or use your phone’s own camera app: it reads the code too.',
  NotFoundError: 'This device has no camera. Open Doorway on a phone that has one.',
};

/** The camera, looking for a code of this Doorway. */
export async function showScanner(app, hint = 'Hold the code on the screen inside the frame.') {
  const video = el('video', { playsinline: true, muted: true });
  video.muted = true;
  const words = el('p', { class: 'hint', role: 'status' }, hint);
  let closed = false;
  let closeCamera = () => {};
  const close = () => { closed = true; closeCamera(); };
  const leave = () => { close(); app.home(); };

  show('Scan',
    el('h1', {}, 'Scan the code'),
    el('div', { class: 'camera' }, video, finder(), words),
    el('div', { class: 'bottom' }, el('button', { class: 'plain', onclick: leave }, 'Cancel')));
  announce(hint);

  const seen = text => {
    const code = read(text);
    if (!code) {
      words.textContent = 'That is not a code of this Doorway. Nothing was opened.';
      return;
    }
    close();
    navigator.vibrate?.(30);
    if (code.kind === 'login') app.scanned(code.value);
    else app.enrol(code.value);
  };

  try {
    closeCamera = await openCamera(video);
    if (closed || !video.isConnected) return closeCamera();
    await watch(video, seen, () => closed || !video.isConnected);
    closeCamera();
  } catch (problem) {
    closeCamera();
    words.textContent = CAMERA_PROBLEMS[problem.name] ?? 'The camera did not open. Close other apps that use it, then try again.';
  }
}

function finder() {
  const box = el('div', { class: 'finder', 'aria-hidden': 'true' });
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 100 100');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', 'M4 24V16A12 12 0 0 1 16 4h8M76 4h8a12 12 0 0 1 12 12v8M96 76v8a12 12 0 0 1-12 12h-8M24 96h-8A12 12 0 0 1 4 84v-8');
  svg.append(path);
  box.append(svg);
  return box;
}
