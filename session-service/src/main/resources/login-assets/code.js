// The six digits that the phone shows, typed here.

const form = document.getElementById('code-form');
const input = document.getElementById('code');
const error = document.getElementById('code-error');

// Digits of any keyboard, with or without the space that the phone shows between them.
const digits = text => text.normalize('NFKC').replace(/\D/g, '').slice(0, 6);

let busy = false;

// Asks for the code; `onCode` is called with each, and says by a promise when it was answered.
export function askForCode(onCode) {
  complain('');
  input.value = '';
  form.onsubmit = async event => {
    event.preventDefault();
    if (busy) return;
    if (input.value.length < 6) return complain('The code has six digits.');
    busy = true;
    form.setAttribute('aria-busy', 'true');
    try {
      await onCode(input.value);
    } finally {
      busy = false;
      form.removeAttribute('aria-busy');
    }
  };
  input.focus();
}

export function wrongCode(triesLeft) {
  input.value = '';
  const tries = triesLeft === 1 ? 'One try is left' : `${triesLeft} tries are left`;
  complain(`That is not the code that your phone shows. ${tries}.`);
}

export function complain(text) {
  error.textContent = text;
  input.setAttribute('aria-invalid', String(Boolean(text)));
  if (text) input.focus();
}

input.addEventListener('input', () => {
  input.value = digits(input.value);
});
