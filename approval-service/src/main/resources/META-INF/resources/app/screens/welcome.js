import { languageMenu } from '../languages.js';
import { message } from '../messages.js';
import { icon, showScreen } from '../screen.js';
import { element } from '../shared/dom.js';

/** A phone that is not enrolled: what the app is, and where to begin. */
export function showWelcome(app) {
  const code = element('input', {
    id: 'code', class: 'code', autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false',
    placeholder: message('welcome.code.placeholder'), required: true, maxlength: 300,
  });
  const submit = event => {
    event.preventDefault();
    const typed = code.value.trim();
    const secret = typed.split('#').pop();
    return typed.includes('/app/add#') ? app.join(secret) : app.enrol(secret);
  };
  showScreen(message('welcome.screen'),
    element('div', { class: 'middle' },
      icon('mark', 'logo'),
      element('h1', {}, message('welcome.title')),
      element('p', { class: 'lead' }, message('welcome.text'))),
    element('form', { class: 'bottom', onsubmit: submit },
      element('div', {},
        element('label', { for: 'code' }, message('welcome.code')),
        code,
        element('p', { class: 'small' }, message('welcome.code.help'))),
      element('button', {}, message('welcome.continue'))),
    languageMenu(message));
}
