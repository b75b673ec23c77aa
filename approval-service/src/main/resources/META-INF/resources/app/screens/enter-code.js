import { message } from '../messages.js';
import { showScreen } from '../screen.js';
import { element } from '../shared/dom.js';

const LENGTH = 8;

/** For a person who does not scan: the code of the login page is entered, typed or pasted. `enter` gets the code. */
export function showEnterCode(app, enter) {
  const code = element('input', {
    id: 'login-code', required: true, autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false',
    dir: 'ltr', maxlength: 2 * LENGTH, 'aria-describedby': 'login-code-help login-code-warning login-code-error',
  });
  const error = element('p', { class: 'error', id: 'login-code-error', role: 'alert' });

  const submit = event => {
    event.preventDefault();
    const entered = code.value.replace(/[\s-]/g, '');
    if (entered.length === LENGTH) return enter(entered);
    error.textContent = message('enter-code.incomplete');
    code.setAttribute('aria-invalid', 'true');
    return code.focus();
  };

  showScreen(message('enter-code.title'),
    element('form', { class: 'middle', novalidate: true, onsubmit: submit },
      element('h1', {}, message('enter-code.title')),
      element('p', { class: 'lead', id: 'login-code-help' }, message('enter-code.help')),
      element('p', { class: 'note', id: 'login-code-warning' }, message('enter-code.warning')),
      element('label', { for: 'login-code' }, message('enter-code.label')),
      code,
      error,
      element('div', { class: 'bottom' },
        element('button', {}, message('enter-code.continue')),
        element('button', { type: 'button', class: 'quiet', onclick: () => app.home() }, message('common.not-now')))));
  code.focus();
}
