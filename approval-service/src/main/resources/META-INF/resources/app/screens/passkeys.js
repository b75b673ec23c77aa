import { announce, el, icon, show } from '../dom.js';
import { canVerify, make } from '../passkey.js';
import { addPasskey, passkeys, removePasskey } from '../server.js';
import { date } from '../words.js';
import { confirm } from './confirm.js';
import { showProblem, showResult } from './results.js';
import { section } from './section.js';

const MISTAKES = {
  NotAllowedError: 'It was not finished, so no passkey was added.',
  InvalidStateError: 'This phone has a passkey for Doorway already.',
  'too-many-passkeys': 'This phone has as many passkeys as it may have. Remove one first.',
  offline: 'There is no connection. No passkey was added.',
};
const OTHERWISE = 'That did not work. No passkey was added.';

/** With what this phone makes sure that it is its person who approves. */
export const passkeysSection = (app, me) => section(app, {
  id: 'passkeys',
  title: 'Passkeys of this phone',
  load: async () => ({ known: await passkeys(me), able: await canVerify() }),
  draw: ({ known, able }) => known.length === 0 ? none(app, me, able) : some(app, me, known),
  failed: 'Your passkeys could not be loaded.',
});

const none = (app, me, able) => able
  ? [el('p', { class: 'small' },
    'With a passkey your phone makes sure that it is you, by fingerprint, face or screen lock. Payments ask for one.'),
  adder(app, me, 'Add a passkey')]
  : [el('p', { class: 'small' }, 'This phone’s browser cannot make a passkey. Set up a screen lock, or use another browser.')];

const some = (app, me, known) => [
  el('ul', { class: 'rows card' }, ...known.map(passkey => row(app, me, passkey)))];

function row(app, me, passkey) {
  const used = passkey.last_used_at ? `, last used ${date(passkey.last_used_at)}` : ', not used yet';
  return el('li', {},
    icon('key'),
    el('span', { class: 'words' },
      el('b', {}, 'Passkey'),
      el('span', { class: 'small' }, `since ${date(passkey.registered_at)}${used}`)),
    el('button', { class: 'plain small', 'aria-label': 'Remove this passkey', onclick: () => askToRemove(app, me, passkey) }, 'Remove'));
}

function askToRemove(app, me, passkey) {
  confirm({
    title: 'Remove this passkey?',
    sentences: ['Payments, and whatever else asks for a passkey, cannot be approved with this phone until you add another one.'],
    yes: 'Remove',
    no: 'Keep',
    go: async () => {
      try {
        await removePasskey(me, passkey.id);
        announce('The passkey was removed');
        return app.home();
      } catch (problem) {
        return showProblem(app, problem, () => app.home());
      }
    },
  });
}

/** The button that adds a passkey, and where its mistakes are said. */
export function adder(app, me, text, then = () => added(app)) {
  const mistake = el('p', { class: 'mistake', role: 'alert' });
  const button = el('button', { onclick: async () => {
    button.disabled = true;
    mistake.textContent = '';
    try {
      const known = await passkeys(me);
      await addPasskey(me, nonce => make(me, nonce, known));
      then();
    } catch (problem) {
      mistake.textContent = MISTAKES[problem.name] ?? OTHERWISE;
      button.disabled = false;
    }
  } }, icon('key'), text);
  return el('div', { class: 'add' }, mistake, button);
}

/** A login asks for a passkey and this phone has none: it can make one and go on, as long as the login waits. */
export async function showPasskeyNeeded(app, me, asked, goOn) {
  const able = await canVerify();
  show('A passkey is needed',
    el('div', { class: 'middle' },
      el('div', { class: 'seal late' }, icon('key')),
      el('h1', {}, 'This phone has no passkey yet'),
      el('p', { class: 'lead' }, able
        ? `${asked.client.name} wants your phone to make sure that it is you. Add a passkey: it uses your fingerprint, face or screen lock.`
        : `${asked.client.name} wants your phone to make sure that it is you, and its browser cannot. Nothing was approved.`)),
    el('div', { class: 'bottom' },
      able ? adder(app, me, 'Add a passkey', goOn) : null,
      el('button', { class: 'plain', onclick: () => app.home() }, 'Not now')));
}

const added = app => showResult('good', 'key', 'Passkey added',
  ['When a website asks for more than your phone, you confirm with your fingerprint, face or screen lock.'],
  ['Done', () => app.home()]);
