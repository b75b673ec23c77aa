import { announce, el, icon } from '../dom.js';
import { devices, recognise, revoke } from '../server.js';
import { date, when } from '../words.js';
import { confirm } from './confirm.js';
import { showProblem } from './results.js';
import { section } from './section.js';

/** The phones that may approve for this account. What is new among them is said in `news`, at once and aloud. */
export const devicesSection = (app, me, news) => section(app, {
  id: 'devices',
  title: 'Your devices',
  load: () => devices(me),
  draw: known => {
    news.replaceChildren(...known.filter(device => !device.recognised).map(device => notice(app, me, device)));
    return [el('ul', { class: 'rows card' }, ...known.map(device => row(app, me, device)))];
  },
  failed: 'Your devices could not be loaded.',
});

function row(app, me, device) {
  const badge = device.current ? 'this phone' : device.recognised ? null : 'new';
  return el('li', {},
    icon('phone'),
    el('span', { class: 'words' },
      el('b', {}, device.name, badge ? el('span', { class: 'badge' }, badge) : null),
      el('span', { class: 'small line' }, `since ${date(device.enrolled_at)}`),
      device.cooling_off_until
        ? el('span', { class: 'small line' }, `payments and the like from ${when(device.cooling_off_until)}`) : null),
    el('button', {
      class: 'plain small', 'aria-label': `Remove ${device.name}`, onclick: () => askToRemove(app, me, device),
    }, 'Remove'));
}

function notice(app, me, device) {
  return el('div', { class: 'note news' },
    el('p', {}, el('b', {}, `A new device was added: ${device.name}`), `, ${when(device.enrolled_at)}. Not you? Remove it.`),
    el('div', { class: 'pair' },
      el('button', { class: 'refuse', onclick: () => askToRemove(app, me, device) }, 'Remove it'),
      el('button', { class: 'plain', onclick: () => keep(app, me, device) }, 'It was me')));
}

async function keep(app, me, device) {
  try {
    await recognise(me, device.credential_id);
    announce(`${device.name} is yours`);
    return app.home();
  } catch (problem) {
    return showProblem(app, problem, () => app.home());
  }
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
