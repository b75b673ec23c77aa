import { announce, el, icon } from '../dom.js';
import { devices, revoke } from '../server.js';
import { date } from '../words.js';
import { confirm } from './confirm.js';
import { showProblem } from './results.js';
import { section } from './section.js';

/** The phones that may approve for this account. */
export const devicesSection = (app, me) => section(app, {
  id: 'devices',
  title: 'Your devices',
  load: () => devices(me),
  draw: known => [el('ul', { class: 'rows card' }, ...known.map(device => row(app, me, device)))],
  failed: 'Your devices could not be loaded.',
});

function row(app, me, device) {
  return el('li', {},
    icon('phone'),
    el('span', { class: 'words' },
      el('b', {}, device.name, device.current ? el('span', { class: 'badge' }, 'this phone') : null),
      el('span', { class: 'small' }, `since ${date(device.enrolled_at)}`)),
    el('button', {
      class: 'plain small', 'aria-label': `Remove ${device.name}`, onclick: () => askToRemove(app, me, device),
    }, 'Remove'));
}

function askToRemove(app, me, device) {
  confirm({
    title: `Remove ${device.name}?`,
    sentences: [device.current
      ? 'This phone will not be able to approve anything until it is enrolled again.'
      : 'It will not be able to approve anything any more, at once and for good.'],
    yes: 'Remove',
    no: 'Keep',
    go: () => remove(app, me, device),
  });
}

async function remove(app, me, device) {
  try {
    await revoke(me, device.credential_id);
    announce(`${device.name} was removed`);
    return device.current ? app.forget() : app.home();
  } catch (problem) {
    return showProblem(app, problem, () => app.home());
  }
}
