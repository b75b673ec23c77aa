import { renameDevice } from '../api.js';
import { message, messageOr } from '../messages.js';
import { announce, showScreen } from '../screen.js';
import { element } from '../shared/dom.js';
import { nameInput } from './enrol.js';
import { showProblem } from './results.js';

/** Another name for a device of the account. */
export function showRename(app, identity, device) {
  const name = nameInput(device.name);
  const error = element('p', { class: 'error', role: 'alert' });
  const submit = async event => {
    event.preventDefault();
    error.textContent = '';
    try {
      await renameDevice(identity, device.credential_id, name.value.trim());
      announce(message('devices.renamed', { device: name.value.trim() }));
      return app.home();
    } catch (problem) {
      if (!['malformed-message', 'offline'].includes(problem.name)) return showProblem(app, problem);
      error.textContent = messageOr('enrol.problem', problem.name);
      return name.focus();
    }
  };
  const title = message('devices.rename.title', { device: device.name });
  showScreen(title,
    element('form', { class: 'middle', onsubmit: submit },
      element('h1', {}, title),
      error,
      element('label', { for: 'name' }, message('devices.rename.name')),
      name,
      element('p', { class: 'small' }, message('enrol.name.help')),
      element('div', { class: 'bottom' },
        element('button', {}, message('devices.rename.save')),
        element('button', { type: 'button', class: 'quiet', onclick: () => app.home() }, message('common.cancel')))));
}
