import { removalText } from '../account-change.js';
import { invitedBy } from '../activity-messages.js';
import { cancelRemoval, listDevices, recogniseDevice, removeDevice, removePasskeyOf } from '../api.js';
import { date, message, when } from '../messages.js';
import { signWithPasskey } from '../passkey.js';
import { announce, icon } from '../screen.js';
import { element } from '../shared/dom.js';
import { choose, confirm, section } from './components.js';
import { showRename } from './rename.js';
import { showProblem, showResult } from './results.js';

/**
 * The phones that may approve for this account. What happened lately is announced in `news`: a device or a passkey that
 * was added, and a device that is going to be removed.
 */
export function devicesSection(app, identity, news) {
  return section(app, {
    id: 'devices',
    title: message('devices.title'),
    load: () => listDevices(identity).finally(() => {
      news.replaceChildren();
      news.setAttribute('aria-busy', 'false');
    }),
    draw: devices => {
      news.replaceChildren(
        ...devices.filter(device => device.removal).map(device => removalNotice(app, identity, device, devices)),
        ...devices.filter(device => !device.recognised).map(device => notice(app, identity, device, devices)),
        ...devices.filter(device => device.invitation_reopened_at)
          .map(device => reopenedNotice(app, identity, device, devices)),
        ...devices.filter(device => device.recognised).flatMap(device =>
          device.passkeys.filter(({ recognised }) => !recognised)
            .map(passkey => passkeyNotice(app, identity, device, passkey))));
      return [
        element('ul', { class: 'rows card' }, ...devices.map(device => row(app, identity, device, devices))),
        element('div', { class: 'add' },
          element('button', { class: 'plain', onclick: () => app.addDevice(identity) }, message('add-device.title')),
          element('p', { class: 'small' }, message('add-device.move'))),
      ];
    },
    failed: message('devices.failed'),
  });
}

function row(app, identity, device, devices) {
  const label = message('devices.remove.label', { device: device.name });
  return element('li', {},
    icon('phone'),
    element('span', { class: 'words' },
      element('b', {}, device.name, ' ', badge(device)),
      element('span', { class: 'small line' }, message('devices.since', { date: date(device.enrolled_at) })),
      invited(device),
      coolingOff(device)),
    element('span', { class: 'row-actions' },
      element('button', {
        class: 'plain small',
        'aria-label': message('devices.rename.label', { device: device.name }),
        onclick: () => showRename(app, identity, device),
      }, message('devices.rename')),
      element('button', {
        class: 'plain small', 'aria-label': label, onclick: () => askToRemove(app, identity, device, devices),
      }, message('common.remove'))));
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

function notice(app, identity, device, devices) {
  return newsNote(message('devices.added', { device: device.name }),
    message('devices.added.when', { time: when(device.enrolled_at) }),
    [message('devices.added.remove'), () => askToRemove(app, identity, device, devices)],
    [message('devices.added.keep'), () => recognise(app, identity, device)]);
}

/** Another device opened the link of this device's invitation: one of the two may not be the person's. */
function reopenedNotice(app, identity, device, devices) {
  const { name, invitation_reopened_at: at } = device;
  return newsNote(message('devices.reopened'),
    message('devices.reopened.when', { time: when(at), device: name }),
    [message('devices.reopened.remove', { device: name }), () => askToRemove(app, identity, device, devices)],
    [message('devices.reopened.keep', { device: name }), () => recognise(app, identity, device)]);
}

function newsNote(title, text, [remove, onRemove], [keep, onKeep]) {
  return element('div', { class: 'note news' },
    element('p', {}, element('b', {}, title), text),
    element('div', { class: 'pair' },
      element('button', { class: 'refuse', onclick: onRemove }, remove),
      element('button', { class: 'plain', onclick: onKeep }, keep)));
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
  return newsNote(message('devices.passkey', { device: device.name }),
    message('devices.added.when', { time: when(passkey.registered_at) }),
    [message('devices.added.remove'), remove],
    [message('devices.added.keep'), () => recognise(app, identity, device)]);
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

function askToRemove(app, identity, device, devices) {
  const me = devices.find(({ current }) => current);
  // The oldest is first.
  if (devices.indexOf(device) < devices.indexOf(me)) return askToRemoveOlder(app, identity, device, me);
  return confirm({
    title: message('devices.remove.title', { device: device.name }),
    texts: [message(device.current ? 'devices.remove.current' : 'devices.remove.text')],
    yes: message('common.remove'),
    no: message('common.keep'),
    action: () => removeAndLeave(app, identity, device),
  });
}

/** The removal of an older device waits, unless a passkey of this phone confirms exactly this removal. */
function askToRemoveOlder(app, identity, device, me) {
  const passkeys = me.passkeys.filter(({ active_from: from }) => !from);
  const confirmed = async nonce =>
    signWithPasskey(removalText(identity, device.credential_id, nonce), passkeys);
  const now = {
    text: message('devices.remove.confirmed'),
    style: 'refuse',
    action: () => removeAndLeave(app, identity, device, confirmed),
  };
  const later = {
    text: message(passkeys.length > 0 ? 'devices.remove.unconfirmed' : 'common.remove'),
    style: passkeys.length > 0 ? 'plain' : 'refuse',
    action: () => removeAndLeave(app, identity, device),
  };
  choose({
    title: message('devices.remove.title', { device: device.name }),
    texts: [message('devices.remove.older'), message('devices.remove.older.wait')],
    choices: [...passkeys.length > 0 ? [now] : [], later, { text: message('common.keep') }],
  });
}

async function removeAndLeave(app, identity, device, confirmed) {
  try {
    const waiting = await removeDevice(identity, device.credential_id, confirmed);
    announce(waiting?.effective_at
      ? message('devices.removal.waits', { device: device.name, time: when(waiting.effective_at) })
      : message('devices.removed', { device: device.name }));
    return device.current ? app.forget() : app.home();
  } catch (problem) {
    if (['not-verified', 'wrong-passkey'].includes(problem.name)) {
      return showNotConfirmed(app, device, () => removeAndLeave(app, identity, device, confirmed));
    }
    return showProblem(app, problem);
  }
}

function showNotConfirmed(app, device, again) {
  showResult('attention', 'key', message('devices.remove.not-confirmed', { device: device.name }),
    [message('devices.remove.not-confirmed.text')],
    [message('common.again'), again], [message('common.back'), () => app.home()]);
}
