// Ways to a code without a camera: a picture from a file, what was pasted, and what was dropped.

import { message } from '../messages.js';
import { readPicture } from '../qr-code.js';
import { element } from '../shared/dom.js';

/**
 * The controls below the scanner, folded until they are wanted. What a picture or a text says goes to `onText`, what is
 * wrong with it to `onProblem`. Pasting and dropping work on the whole page until `signal` is aborted.
 */
export function otherWays(onText, onProblem, signal) {
  const read = async file => {
    onProblem(message('scan.reading'));
    const text = await readPicture(file).catch(() => null);
    if (signal.aborted) return;
    if (text) onText(text);
    else onProblem(message(text === null ? 'scan.no-picture' : 'scan.no-code'));
  };
  const take = (event, { files, text }) => {
    event.preventDefault();
    if (files.length > 0) read(files[0]);
    else if (text) onText(text.trim());
  };
  const contentOf = data => ({ files: data.files, text: data.getData('text') });
  const listen = (type, listener) => document.addEventListener(type, listener, { signal });
  listen('paste', event => take(event, contentOf(event.clipboardData)));
  listen('dragover', event => event.preventDefault());
  listen('drop', event => take(event, contentOf(event.dataTransfer)));

  const picture = element('input', {
    type: 'file', accept: 'image/*', hidden: true,
    onchange: () => {
      const [file] = picture.files;
      if (!file) return;
      // The same file can be chosen again, with another picture in it.
      picture.value = '';
      read(file);
    },
  });
  const address = element('input', {
    id: 'address', type: 'url', dir: 'ltr', autocomplete: 'off', spellcheck: 'false', 'aria-describedby': 'address-help',
    onchange: event => take(event, { files: [], text: address.value }),
  });
  return element('details', { class: 'other-ways' },
    element('summary', {}, message('scan.other-ways')),
    picture,
    element('button', { class: 'plain', onclick: () => picture.click() }, message('scan.choose')),
    element('label', { for: 'address' }, message('scan.paste')),
    address,
    element('p', { class: 'small', id: 'address-help' }, message('scan.paste.help')));
}
