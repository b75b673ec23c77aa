import { el } from '../dom.js';

/** Asks before something that cannot be undone, and says what it will do. The way back is as near as the way on. */
export function confirm({ title, sentences, yes, no, go }) {
  const dialog = el('dialog', { 'aria-labelledby': 'confirm-title', 'aria-describedby': 'confirm-words', onclose: () => dialog.remove() });
  const agree = () => {
    dialog.close();
    go();
  };
  dialog.append(
    el('h2', { id: 'confirm-title' }, title),
    el('div', { id: 'confirm-words' }, ...sentences.map(sentence => el('p', {}, sentence))),
    el('div', { class: 'choices' },
      el('button', { class: 'refuse', onclick: agree }, yes),
      el('button', { class: 'plain', autofocus: true, onclick: () => dialog.close() }, no)));
  document.body.append(dialog);
  dialog.showModal();
}
