import { el, icon, show } from '../dom.js';

/** A phone that is not enrolled: what this is, and where to begin. */
export function showWelcome(app, because) {
  const code = el('input', {
    id: 'code', class: 'code', autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false',
    placeholder: '20 letters and digits', required: true, maxlength: 60,
  });
  const begin = event => {
    event.preventDefault();
    app.enrol(code.value.trim().split('#').pop());
  };
  show('Welcome',
    el('div', { class: 'middle' },
      icon('mark', 'emblem'),
      el('h1', {}, 'Your phone opens the door'),
      el('p', { class: 'lead' }, 'Scan the code on a website, see who is asking, approve. No password to type, none to steal.'),
      because ? el('p', { class: 'note' }, because) : null),
    el('form', { class: 'bottom', onsubmit: begin },
      el('div', {},
        el('label', { for: 'code' }, 'Enrolment code'),
        code,
        el('p', { class: 'small' }, 'From whoever runs your account. If you were sent a link, just open it on this phone.')),
      el('button', {}, 'Continue')));
}
