import { message, messageOr } from '../messages.js';
import { withReason } from '../problems.js';
import { openCamera, parse, readCodes } from '../qr-code.js';
import { announce, showScreen, svgElement } from '../screen.js';
import { element } from '../shared/dom.js';
import { otherWays } from './other-ways.js';

/** A camera that has not answered by then, perhaps because a question of the browser is not seen, has a word for it. */
const SILENCE_MS = 5000;

const FINDER = 'M4 24V16A12 12 0 0 1 16 4h8M76 4h8a12 12 0 0 1 12 12v8'
  + 'M96 76v8a12 12 0 0 1-12 12h-8M24 96h-8A12 12 0 0 1 4 84v-8';

/**
 * The camera, which looks for a QR code of this Doorway, and the other ways to one. A code that this page's camera did
 * not read counts as a link: it may be older than the screen that showed it, and may come from somebody else. The
 * reason, if there is one, says what was wrong with the code before; a camera that fails does not hide it.
 */
export async function showScanner(app, reason) {
  const hint = reason ?? message('scan.hint');
  const video = element('video', { playsinline: true, muted: true });
  video.muted = true;
  const status = element('p', { class: 'hint', role: 'status', tabindex: '-1' }, hint);
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

  // What is wrong with a code or a picture stays when the camera starts, or fails to, after it.
  let answered = false;
  const show = text => {
    status.textContent = text;
  };
  const answer = text => {
    answered = true;
    show(text);
  };
  const showCamera = text => answered || show(text);

  const onText = (text, found) => {
    const code = parse(text);
    if (!code) return answer(message('scan.foreign'));
    // Whoever shows a code during a login could otherwise enrol this phone for an account of their own.
    if (code.kind === 'enrolment') return answer(message('scan.invitation'));
    close();
    navigator.vibrate?.(30);
    return found(code.value);
  };

  const other = otherWays(text => onText(text, app.opened), answer, closed.signal);
  let attempt = 0;
  const isOver = mine => mine !== attempt || closed.signal.aborted || !video.isConnected;
  const onProblem = text => {
    other.open = true;
    again.hidden = false;
    showCamera(withReason(reason, text));
  };

  const start = async () => {
    const mine = ++attempt;
    const silence = setTimeout(() => isOver(mine) || onProblem(message('scan.problem.silent')), SILENCE_MS);
    let closeOwn = () => {};
    try {
      closeOwn = await openCamera(video);
      clearTimeout(silence);
      if (isOver(mine)) return closeOwn();
      closeCamera = closeOwn;
      again.hidden = true;
      showCamera(hint);
      await readCodes(video, text => onText(text, app.scanned), () => isOver(mine));
      closeOwn();
    } catch (error) {
      clearTimeout(silence);
      closeOwn();
      if (!isOver(mine)) onProblem(messageOr('scan.problem', error.name));
    }
  };

  const again = element('button', {
    class: 'plain', hidden: true,
    onclick: () => {
      status.focus();
      again.hidden = true;
      answered = false;
      show(message('scan.starting'));
      start();
    },
  }, message('common.again'));
  showScreen(message('scan.screen'),
    element('h1', {}, message('scan.title')),
    element('div', { class: 'camera' }, video, finder(), status),
    element('div', { class: 'bottom' },
      again,
      other,
      element('button', { class: 'plain', onclick: cancel }, message('scan.cancel'))));
  announce(hint);
  await start();
}

function finder() {
  return element('div', { class: 'finder', 'aria-hidden': 'true' },
    svgElement('svg', { viewBox: '0 0 100 100' }, svgElement('path', { d: FINDER })));
}
