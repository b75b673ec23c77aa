// The form for the confirmation code: the six digits that the phone shows.

import { message } from './messages.js';
import { byId } from './shared/dom.js';

const form = byId('code-form');
const input = byId('code');
const error = byId('code-error');
const moreTime = byId('more-time-to-type');

let submitted = () => {};

/** Empties the form; `onCode` is called with each code of six digits that the person submits. */
export function openCodeForm(onCode) {
  submitted = onCode;
  input.value = '';
  showError('');
  input.focus();
}

/** While a code is being checked, no other one can be submitted. */
export function setBusy(busy) {
  form?.setAttribute('aria-busy', String(busy));
}

/** Offers more time as long as there is some; who has asked for it continues to type. */
export function offerMoreTime(offered) {
  const isLeft = !offered && document.activeElement === moreTime;
  moreTime?.toggleAttribute('hidden', !offered);
  if (isLeft && input.offsetParent) input.focus();
}

/** The code was wrong: it has to be typed again. */
export function rejectCode(text) {
  input.value = '';
  showError(text);
}

export function showError(text) {
  error.textContent = text;
  input.setAttribute('aria-invalid', String(Boolean(text)));
  if (text) input.focus();
}

// Digits of any keyboard, with or without the space that the phone shows between them. Those of Arabic and Persian
// keyboards have the values 0 to 9 in the last four bits of their code points.
function digitsOf(text) {
  return text.normalize('NFKC')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, digit => digit.codePointAt(0) & 15)
    .replace(/\D/g, '')
    .slice(0, 6);
}

input?.addEventListener('input', () => {
  input.value = digitsOf(input.value);
});

form?.addEventListener('submit', event => {
  event.preventDefault();
  if (form.getAttribute('aria-busy') === 'true') return;
  if (input.value.length < 6) showError(message('code.incomplete'));
  else submitted(input.value);
});
