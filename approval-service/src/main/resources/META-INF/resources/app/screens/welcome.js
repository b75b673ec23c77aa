import { message } from '../messages.js';
import { icon, showScreen } from '../screen.js';
import { element } from '../shared/dom.js';

/** A phone that is not enrolled: what the app is, and where to begin. `notice` is shown above the form. */
export function showWelcome(app, notice) {
  const code = element('input', {
    id: 'code', class: 'code', autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false',
    placeholder: message('welcome.code.placeholder'), required: true, maxlength: 60,
  });
  const submit = event => {
    event.preventDefault();
    app.enrol(code.value.trim().split('#').pop());
  };
  showScreen(message('welcome.screen'),
    element('div', { class: 'middle' },
      icon('mark', 'logo'),
      element('h1', {}, message('welcome.title')),
      element('p', { class: 'lead' }, message('welcome.text')),
      notice ? element('p', { class: 'note' }, notice) : null),
    element('form', { class: 'bottom', onsubmit: submit },
      element('div', {},
        element('label', { for: 'code' }, message('welcome.code')),
        code,
        element('p', { class: 'small' }, message('welcome.code.help'))),
      element('button', {}, message('welcome.continue'))));
}
