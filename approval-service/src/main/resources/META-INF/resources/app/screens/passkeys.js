import { registrationText } from '../account-change.js';
import { addPasskey, listPasskeys, removePasskey } from '../api.js';
import { date, message, messageOr, when } from '../messages.js';
import { canVerify, makePasskey, signWithPasskey } from '../passkey.js';
import { announce, icon, showScreen } from '../screen.js';
import { element } from '../shared/dom.js';
import { Problem } from '../shared/problem.js';
import { choose, confirm, section } from './components.js';
import { done, showProblem, showResult } from './results.js';

/** The passkeys with which this phone verifies that its user approves. */
export function passkeysSection(app, identity) {
  return section(app, {
    id: 'passkeys',
    title: message('passkeys.title'),
    load: async () => ({ passkeys: await listPasskeys(identity), able: await canVerify() }),
    draw: ({ passkeys, able }) => passkeys.length === 0
      ? none(app, identity, able)
      : some(app, identity, passkeys, able),
    failed: message('passkeys.failed'),
  });
}

function none(app, identity, able) {
  const text = element('p', { class: 'small' }, message(able ? 'passkeys.none' : 'passkeys.unable'));
  return able ? [text, addButton(app, identity)] : [text];
}

function some(app, identity, passkeys, able) {
  const list = element('ul', { class: 'rows card' }, ...passkeys.map(passkey => row(app, identity, passkey)));
  return able ? [list, addButton(app, identity, { text: message('passkeys.add-another'), style: 'plain' })] : [list];
}

function row(app, identity, passkey) {
  const since = date(passkey.registered_at);
  const used = passkey.last_used_at
    ? message('passkeys.used', { date: since, used: date(passkey.last_used_at) })
    : message('passkeys.unused', { date: since });
  const label = message('passkeys.remove.label');
  return element('li', {},
    icon('key'),
    element('span', { class: 'words' },
      element('b', {}, message('passkeys.passkey')),
      element('span', { class: 'small' }, used),
      passkey.active_from
        ? element('span', { class: 'small line' }, message('passkeys.active-from', { time: when(passkey.active_from) }))
        : null),
    element('button', {
      class: 'plain small', 'aria-label': label, onclick: () => askToRemove(app, identity, passkey),
    }, message('common.remove')));
}

function askToRemove(app, identity, passkey) {
  confirm({
    title: message('passkeys.remove.title'),
    texts: [message('passkeys.remove.text')],
    yes: message('common.remove'),
    no: message('common.keep'),
    action: () => remove(app, identity, passkey),
  });
}

async function remove(app, identity, passkey) {
  try {
    await removePasskey(identity, passkey.id);
    announce(message('passkeys.removed'));
    return app.home();
  } catch (problem) {
    return showProblem(app, problem);
  }
}

/**
 * The button that adds a passkey, with a place for what went wrong; then `onAdded` is called, or, if the passkey does
 * not count yet, the person is shown from when on it does.
 */
function addButton(app, identity, { text = message('passkeys.add'), style, onAdded = () => showAdded(app) } = {}) {
  const error = element('p', { class: 'error', role: 'alert' });
  const add = async () => {
    button.disabled = true;
    error.textContent = '';
    try {
      const known = await listPasskeys(identity);
      const counting = known.filter(({ active_from: from }) => !from);
      const confirmed = (nonce, attestation) => counting.length > 0
        ? askToConfirm(counting, () => registrationText(identity, attestation, nonce))
        : undefined;
      const added = await addPasskey(identity, nonce => makePasskey(identity, nonce, known), confirmed);
      if (added.active_from > added.registered_at) showWaiting(app, added);
      else onAdded();
    } catch (problem) {
      error.textContent = messageOr('passkeys.problem', problem.name);
      button.disabled = false;
    }
  };
  const button = element('button', { class: style, onclick: add }, icon('key'), text);
  return element('div', { class: 'add' }, error, button);
}

/**
 * Another passkey counts sooner if one that counts already confirms it. The assertion, or undefined if the person goes
 * on without; who leaves the question adds no passkey.
 */
function askToConfirm(passkeys, textOf) {
  return new Promise((resolve, reject) => choose({
    title: message('passkeys.confirm.title'),
    texts: [message('passkeys.confirm.text')],
    choices: [
      {
        text: message('passkeys.confirm.yes'),
        style: '',
        action: async () => signWithPasskey(await textOf(), passkeys).then(resolve, reject),
      },
      { text: message('passkeys.confirm.no'), action: () => resolve(undefined) },
      { text: message('common.cancel'), style: 'quiet', action: () => reject(new Problem('NotAllowedError')) },
    ],
  }));
}

/** A login asks for a passkey and this phone has none. One that is added now may begin to count only later. */
export async function showPasskeyNeeded(app, identity, client, onAdded) {
  const able = await canVerify();
  const text = message(able ? 'passkeys.needed.able' : 'passkeys.needed.unable', { website: client.name });
  showScreen(message('passkeys.needed.screen'),
    element('div', { class: 'middle' },
      element('div', { class: 'result-icon attention' }, icon('key')),
      element('h1', {}, message('passkeys.needed.title')),
      element('p', { class: 'lead' }, text)),
    element('div', { class: 'bottom' },
      able ? addButton(app, identity, { onAdded }) : null,
      element('button', { class: 'plain', onclick: () => app.home() }, message('common.not-now'))));
}

function showWaiting(app, { active_from: from }) {
  const lines = [message('passkeys.waiting.text', { time: when(from) }), message('passkeys.waiting.devices')];
  showResult('good', 'key', message('passkeys.added.title'), lines, done(app));
}

function showAdded(app) {
  showResult('good', 'key', message('passkeys.added.title'), [message('passkeys.added.text')], done(app));
}
