import { invitedBy } from '../activity-messages.js';
import { cancelRemoval, listDevices, recogniseDevice, removeDevice, removePasskeyOf } from '../api.js';
import { date, message, when } from '../messages.js';
import { announce, icon } from '../screen.js';
import { element } from '../shared/dom.js';
import { confirm, section } from './components.js';
import { showProblem } from './results.js';

/**
 * The phones that may approve for this account. What happened lately is announced in `news`: a device or a passkey that
 * was added, and a device that is going to be removed.
 */
export function devicesSection(app, identity, news) {
  return section(app, {
    id: 'devices',
    title: message('devices.title'),
    load: () => listDevices(identity),
    draw: devices => {
      news.replaceChildren(
        ...devices.filter(device => device.removal).map(device => removalNotice(app, identity, device, devices)),
        ...devices.filter(device => !device.recognised).map(device => notice(app, identity, device)),
        ...devices.filter(device => device.recognised).flatMap(device =>
          device.passkeys.filter(({ recognised }) => !recognised)
            .map(passkey => passkeyNotice(app, identity, device, passkey))));
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
      invited(device),
      coolingOff(device)),
    element('button', {
      class: 'plain small', 'aria-label': label, onclick: () => askToRemove(app, identity, device),
    }, message('common.remove')));
}

function badge({ current, recognised }) {
  if (!current && recognised) return null;
  return element('span', { class: 'badge' }, message(current ? 'devices.current' : 'devices.new'));
}

function invited(device) {
  const text = invitedBy(device);
  return text ? element('span', { class: 'small line' }, text) : null;
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

/** A newer device asked for the removal of an older one, without a passkey: every other device can stop it. */
function removalNotice(app, identity, device, devices) {
  const by = devices.find(other => other.credential_id === device.removal.requested_by)?.name ?? device.name;
  const stop = () => andHome(app, () => cancelRemoval(identity, device.credential_id),
    message('devices.removal.stopped', { device: device.name }));
  return element('div', { class: 'note news' },
    element('p', {},
      element('b', {}, message('devices.removal', { device: device.name, by })),
      message('devices.removal.when', { time: when(device.removal.effective_at) })),
    element('div', { class: 'pair' },
      element('button', { class: 'refuse', onclick: stop }, message('devices.removal.stop'))));
}

function passkeyNotice(app, identity, device, passkey) {
  const remove = () => andHome(app, () => removePasskeyOf(identity, device.credential_id, passkey.id),
    message('passkeys.removed'));
  const keep = () => recognise(app, identity, device);
  return element('div', { class: 'note news' },
    element('p', {},
      element('b', {}, message('devices.passkey', { device: device.name })),
      message('devices.added.when', { time: when(passkey.registered_at) })),
    element('div', { class: 'pair' },
      element('button', { class: 'refuse', onclick: remove }, message('devices.added.remove')),
      element('button', { class: 'plain', onclick: keep }, message('devices.added.keep'))));
}

async function andHome(app, action, text) {
  try {
    await action();
    announce(text);
    return app.home();
  } catch (problem) {
    return showProblem(app, problem);
  }
}

function recognise(app, identity, device) {
  return andHome(app, () => recogniseDevice(identity, device.credential_id),
    message('devices.recognised', { device: device.name }));
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
    const waiting = await removeDevice(identity, device.credential_id);
    announce(waiting?.effective_at
      ? message('devices.removal.waits', { device: device.name, time: when(waiting.effective_at) })
      : message('devices.removed', { device: device.name }));
    return device.current ? app.forget() : app.home();
  } catch (problem) {
    return showProblem(app, problem);
  }
}
