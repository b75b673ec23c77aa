import { listDevices, recogniseDevice, removeDevice } from '../api.js';
import { date, message, when } from '../messages.js';
import { announce, icon } from '../screen.js';
import { element } from '../shared/dom.js';
import { confirm, section } from './components.js';
import { showProblem } from './results.js';

/** The phones that may approve for this account. A device that was added lately is announced in `news`. */
export function devicesSection(app, identity, news) {
  return section(app, {
    id: 'devices',
    title: message('devices.title'),
    load: () => listDevices(identity),
    draw: devices => {
      const added = devices.filter(device => !device.recognised);
      news.replaceChildren(...added.map(device => notice(app, identity, device)));
      return [element('ul', { class: 'rows card' }, ...devices.map(device => row(app, identity, device)))];
    },
    failed: message('devices.failed'),
  });
}

function row(app, identity, device) {
  const label = message('devices.remove.label', { device: device.name });
  return element('li', {},
    icon('phone'),
    element('span', { class: 'words' },
      element('b', {}, device.name, badge(device)),
      element('span', { class: 'small line' }, message('devices.since', { date: date(device.enrolled_at) })),
      coolingOff(device)),
    element('button', {
      class: 'plain small', 'aria-label': label, onclick: () => askToRemove(app, identity, device),
    }, message('common.remove')));
}

function badge({ current, recognised }) {
  if (!current && recognised) return null;
  return element('span', { class: 'badge' }, message(current ? 'devices.current' : 'devices.new'));
}

function coolingOff({ cooling_off_until: until }) {
  return until ? element('span', { class: 'small line' }, message('devices.cooling-off', { time: when(until) })) : null;
}

function notice(app, identity, device) {
  const remove = () => askToRemove(app, identity, device);
  const keep = () => recognise(app, identity, device);
  return element('div', { class: 'note news' },
    element('p', {},
      element('b', {}, message('devices.added', { device: device.name })),
      message('devices.added.when', { time: when(device.enrolled_at) })),
    element('div', { class: 'pair' },
      element('button', { class: 'refuse', onclick: remove }, message('devices.added.remove')),
      element('button', { class: 'plain', onclick: keep }, message('devices.added.keep'))));
}

async function recognise(app, identity, device) {
  try {
    await recogniseDevice(identity, device.credential_id);
    announce(message('devices.recognised', { device: device.name }));
    return app.home();
  } catch (problem) {
    return showProblem(app, problem);
  }
}

function askToRemove(app, identity, device) {
  confirm({
    title: message('devices.remove.title', { device: device.name }),
    texts: [message(device.current ? 'devices.remove.current' : 'devices.remove.text')],
    yes: message('common.remove'),
    no: message('common.keep'),
    action: () => removeAndLeave(app, identity, device),
  });
}

async function removeAndLeave(app, identity, device) {
  try {
    await removeDevice(identity, device.credential_id);
    announce(message('devices.removed', { device: device.name }));
    return device.current ? app.forget() : app.home();
  } catch (problem) {
    return showProblem(app, problem);
  }
}
