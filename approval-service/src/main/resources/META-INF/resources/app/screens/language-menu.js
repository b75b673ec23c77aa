import { LANGUAGES, choose, language } from '../languages.js';
import { message } from '../messages.js';
import { element } from '../shared/dom.js';
import { directionOf } from '../shared/messages.js';

/** The menu of languages. It loads the app again, so it is on screens on which nothing has begun. */
export function languageMenu() {
  const choices = LANGUAGES.map(tag => element('li', {}, element('button', {
    type: 'button',
    class: 'plain',
    lang: tag,
    dir: directionOf(tag),
    'aria-pressed': String(tag === language),
    onclick: () => choose(tag),
  }, message(`language.${tag}`))));
  return element('details', { class: 'languages' },
    element('summary', {}, message('language.menu'), ' ', message(`language.${language}`)),
    element('ul', {}, ...choices));
}
