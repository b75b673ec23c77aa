import { enrol } from '../api.js';
import { deviceName, loadIdentity, saveIdentity } from '../identity.js';
import { message, messageOr } from '../messages.js';
import { announce, icon, showScreen } from '../screen.js';
import { element } from '../shared/dom.js';
import { newKeyPair } from '../shared/keys.js';
import { showResult } from './results.js';

/** The phone makes its key and registers it with the account that the enrolment code was made for. */
export async function showEnrol(app, code) {
  const before = await loadIdentity();
  // One key for all attempts, so that an attempt whose answer was lost can be repeated.
  const pair = newKeyPair();
  const suggested = await deviceName();
  const name = element('input', { id: 'name', maxlength: 60, required: true, autocomplete: 'off', value: suggested });
  const error = element('p', { class: 'error', role: 'alert' });
  const button = element('button', {}, message('enrol.title'));

  const submit = async event => {
    event.preventDefault();
    button.disabled = true;
    error.textContent = '';
    announce(message('enrol.running'));
    try {
      const key = await pair;
      const { credential_id: credentialId, account } = await enrol(key, code, name.value.trim());
      await saveIdentity({ privateKey: key.privateKey, credentialId, account });
      showResult('good', 'tick', message('enrol.done.title'), [message('enrol.done.text')],
        [message('enrol.done.scan'), () => app.scanner()], [message('enrol.done.later'), () => app.home()]);
    } catch (problem) {
      error.textContent = messageOr('enrol.problem', problem.name);
      button.disabled = false;
    }
  };

  showScreen(message('enrol.title'),
    element('form', { class: 'middle', onsubmit: submit },
      icon('mark', 'logo'),
      element('h1', {}, message('enrol.title')),
      element('p', { class: 'lead' }, message('enrol.text')),
      before ? element('p', { class: 'note' }, message('enrol.again', { account: before.account })) : null,
      element('label', { for: 'name' }, message('enrol.name')),
      name,
      element('p', { class: 'small' }, message('enrol.name.help')),
      error,
      element('div', { class: 'bottom' },
        button,
        element('button', { type: 'button', class: 'quiet', onclick: () => app.home() }, message('common.not-now')))));
}
