import { approveAddition, cancelAddition, readAddition, startAddition } from '../api.js';
import { digitsOfThumbprint } from '../fingerprint.js';
import { message, minutes, secondsBetween } from '../messages.js';
import { announce, showScreen, svgElement } from '../screen.js';
import { element } from '../shared/dom.js';
import { askWhileShown, countDown, digitsInGroups } from './components.js';
import { showProblem, showResult, showWaiting } from './results.js';

/** Adds another phone: this one shows a code, and when the new phone has opened it, the digits to compare. */
export async function showAddDevice(app, identity) {
  showWaiting(message('add-device.starting'));
  try {
    const addition = await startAddition(identity);
    await showCode(app, identity, addition);
  } catch (problem) {
    showAdditionProblem(app, identity, problem);
  }
}

async function showCode(app, identity, addition) {
  const left = element('p', { class: 'small' });
  const status = element('p', { class: 'small', role: 'status' });
  const cancel = () => leave(app, identity, addition);
  const copy = async () => {
    // A browser without a clipboard here, or a person who refuses it, gets words too.
    const copied = await navigator.clipboard?.writeText(addition.link).then(() => true, () => false);
    status.textContent = message(copied ? 'add-device.copied' : 'add-device.not-copied');
  };
  const picture = await qrCode(addition.link);
  showScreen(message('add-device.title'),
    element('div', { class: 'middle' },
      element('h1', {}, message('add-device.title')),
      element('p', { class: 'lead' }, message('add-device.scan')),
      element('div', { class: 'own-code' }, picture),
      left,
      element('p', { class: 'small' }, message('add-device.careful'))),
    element('div', { class: 'bottom' },
      element('button', { class: 'plain', onclick: copy }, message('add-device.copy')),
      status,
      element('button', { class: 'quiet', onclick: cancel }, message('common.cancel'))));
  const stop = countDown(secondsBetween(addition.created_at, addition.expires_at),
    rest => { left.textContent = message('approval.left', { time: minutes(rest) }); }, () => {});
  try {
    await waitForClaim(app, identity, addition, picture);
  } finally {
    stop();
  }
}

/** Until the new phone has opened the code, its time has passed, or the person has left the screen. */
async function waitForClaim(app, identity, addition, shown) {
  const transcript = await askWhileShown(shown, async () => (await readAddition(identity, addition.id)).transcript);
  if (transcript) await showComparison(app, identity, addition, transcript);
}

/** Shows what is signed: the new phone by its name, and its key by six digits. */
async function showComparison(app, identity, addition, transcript) {
  const { name, key } = JSON.parse(transcript);
  const digits = await digitsOfThumbprint(key);
  const approve = async () => {
    showWaiting(message('add-device.approving'));
    try {
      await approveAddition(identity, addition.id, transcript);
      showResult('good', 'tick', message('add-device.done.title', { name }),
        [message('add-device.done.text'), message('add-device.done.move')],
        [message('common.done'), () => app.home()]);
    } catch (problem) {
      showAdditionProblem(app, identity, problem, approve);
    }
  };
  showScreen(message('add-device.compare.title'),
    element('div', { class: 'middle' },
      element('h1', {}, message('add-device.compare.title')),
      element('p', { class: 'lead' }, message('add-device.compare.text', { name })),
      digitsInGroups(digits),
      element('p', { class: 'note' }, message('add-device.compare.careful'))),
    element('div', { class: 'bottom pair' },
      element('button', { onclick: approve }, message('add-device.compare.yes')),
      element('button', { class: 'refuse', onclick: () => refuse(app, identity, addition) },
        message('add-device.compare.no'))));
  announce(message('add-device.compare.text', { name }));
}

async function refuse(app, identity, addition) {
  try {
    await cancelAddition(identity, addition.id);
    showResult('good', 'tick', message('add-device.refused.title'), [message('add-device.refused.text')],
      [message('common.done'), () => app.home()]);
  } catch (problem) {
    showAdditionProblem(app, identity, problem, () => refuse(app, identity, addition));
  }
}

/** Leaving makes the code void; if that fails, it is void after its time. */
function leave(app, identity, addition) {
  cancelAddition(identity, addition.id).catch(() => {});
  return app.home();
}

function showAdditionProblem(app, identity, problem, again = () => showAddDevice(app, identity)) {
  const known = { 'addition-not-found': 'expired', 'too-many-devices': 'too-many', 'cooling-off': 'cooling-off' };
  const text = known[problem.name];
  if (!text) return showProblem(app, problem, again);
  const restart = [message('add-device.again'), () => showAddDevice(app, identity)];
  const home = [message('common.done'), () => app.home()];
  return showResult('attention', 'clock', message(`add-device.${text}.title`), [message(`add-device.${text}.text`)],
    ...text === 'expired' ? [restart, home] : [home]);
}

/** The QR code of a text, dark on white with a quiet zone of four modules. */
async function qrCode(text) {
  const { default: encode } = await import('../shared/vendor/qr/index.js');
  const rows = encode(text, 'raw', { ecc: 'medium', border: 4 });
  const path = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return svgElement('svg', { viewBox: `0 0 ${rows.length} ${rows.length}`, role: 'img',
    'aria-label': message('add-device.code'), 'shape-rendering': 'crispEdges' },
  svgElement('path', { d: path }));
}
