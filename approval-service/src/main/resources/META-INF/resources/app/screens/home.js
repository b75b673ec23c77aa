import { announce, el, icon, show } from '../dom.js';
import { devices, revoke } from '../server.js';
import { date } from '../words.js';
import { showProblem } from './results.js';

/** An enrolled phone at rest. */
export function showHome(app, me) {
  const list = el('div', {}, el('p', { class: 'small' }, 'Loading…'));
  show('Ready',
    el('div', { class: 'greeting' },
      el('h1', {}, 'Ready'),
      el('p', { class: 'lead' }, `Enrolled for ${me.account}`)),
    el('button', { class: 'scan-now', onclick: () => app.scanner() }, icon('scan'), 'Scan a code'),
    el('section', { 'aria-labelledby': 'devices' },
      el('h2', { id: 'devices' }, 'Your devices'),
      list));
  fill(app, me, list);
}

async function fill(app, me, list) {
  try {
    const known = await devices(me);
    list.replaceChildren(el('ul', { class: 'rows card' }, ...known.map(device => row(app, me, device))));
  } catch (problem) {
    if (['credential-not-active', 'invalid-message', 'account-not-active'].includes(problem.name)) {
      return showProblem(app, problem);
    }
    list.replaceChildren(
      el('p', { class: 'small' }, 'Your devices could not be loaded.'),
      el('button', { class: 'plain small', onclick: () => fill(app, me, list) }, 'Try again'));
  }
}

function row(app, me, device) {
  return el('li', {},
    icon('phone'),
    el('span', { class: 'words' },
      el('b', {}, device.name, device.current ? el('span', { class: 'badge' }, 'this phone') : null),
      el('span', { class: 'small' }, `since ${date(device.enrolled_at)}`)),
    el('button', {
      class: 'plain small', 'aria-label': `Remove ${device.name}`, onclick: () => ask(app, me, device),
    }, 'Remove'));
}

/** Asks before it removes: removing cannot be undone. */
function ask(app, me, device) {
  const dialog = el('dialog', { 'aria-labelledby': 'remove', onclose: () => dialog.remove() });
  const remove = async () => {
    dialog.close();
    try {
      await revoke(me, device.credential_id);
      announce(`${device.name} was removed`);
      return device.current ? app.forget() : app.home();
    } catch (problem) {
      return showProblem(app, problem, () => app.home());
    }
  };
  dialog.append(
    el('h2', { id: 'remove' }, `Remove ${device.name}?`),
    el('p', {}, device.current
      ? 'This phone will not be able to approve anything until it is enrolled again.'
      : 'It will not be able to approve anything any more, at once and for good.'),
    el('div', { class: 'choices' },
      el('button', { class: 'refuse', onclick: remove }, 'Remove'),
      el('button', { class: 'plain', onclick: () => dialog.close() }, 'Keep')));
  document.body.append(dialog);
  dialog.showModal();
}
