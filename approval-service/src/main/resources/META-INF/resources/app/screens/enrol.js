import { announce, el, icon, show } from '../dom.js';
import { identity, keepIdentity, newKey } from '../key.js';
import { enrol } from '../server.js';
import { deviceName } from '../words.js';
import { showResult } from './results.js';

const MISTAKES = {
  'wrong-enrolment-code': 'This code was used or tried too often, is too old, or has a typing mistake. Look again, or ask for a new one.',
  'too-many-devices': 'Your account already has as many devices as it may have. Remove one from another phone, then try again.',
  'attestation-required': 'Phones whose maker does not vouch for their key cannot be enrolled here.',
  'account-not-active': 'Your account is suspended. Ask whoever runs it.',
  'malformed-message': 'A name has 1 to 60 characters.',
  offline: 'There is no connection. Nothing was lost; try again.',
};

/** The phone makes its key and brings it to the account that the code was made for. */
export async function showEnrol(app, code) {
  const before = await identity();
  // One key for every attempt, so that one whose answer was lost can be repeated.
  const pair = newKey();
  const name = el('input', { id: 'name', maxlength: 60, required: true, autocomplete: 'off', value: await deviceName() });
  const mistake = el('p', { class: 'mistake', role: 'alert' });
  const button = el('button', {}, 'Enrol this phone');

  const submit = async event => {
    event.preventDefault();
    button.disabled = true;
    mistake.textContent = '';
    announce('Enrolling…');
    try {
      const key = await pair;
      const { credential_id: credentialId, account } = await enrol(key, code, name.value.trim());
      await keepIdentity({ privateKey: key.privateKey, credentialId, account });
      showResult('good', 'tick', 'This phone is enrolled',
        ['From now on you log in by scanning a code with it. Its key was made here and cannot leave.'],
        ['Scan a code', () => app.scanner()], ['Later', () => app.home()]);
    } catch (problem) {
      mistake.textContent = MISTAKES[problem.name] ?? 'That did not work. Try again.';
      button.disabled = false;
    }
  };

  show('Enrol this phone',
    el('form', { class: 'middle', onsubmit: submit },
      icon('mark', 'emblem'),
      el('h1', {}, 'Enrol this phone'),
      el('p', { class: 'lead' }, 'It makes a key of its own, which only this phone can use. What you approve is signed with it.'),
      before ? el('p', { class: 'note' }, `This phone is enrolled for ${before.account}. Enrolling again replaces that.`) : null,
      el('label', { for: 'name' }, 'Name of this phone'),
      name,
      el('p', { class: 'small' }, 'You see it in your list of devices.'),
      mistake,
      el('div', { class: 'bottom' },
        button,
        el('button', { type: 'button', class: 'quiet', onclick: () => app.home() }, 'Not now'))));
}
