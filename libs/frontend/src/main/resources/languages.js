// The language of a front end: what the person chose, else the first one of the browser's languages that it has, else
// English. The texts of other languages are not loaded.

import { element } from './dom.js';
import { directionOf } from './messages.js';

/** The front ends of one origin share the choice. */
const STORED = 'doorway-language';

/** The choice among languages; `files` has for each tag a function that imports its message file. */
export function languagesOf(files) {
  const isKnown = tag => Object.hasOwn(files, tag);
  const tags = Object.keys(files);
  const language = [stored(), ...preferred().map(primary)].find(isKnown) ?? 'en';

  return {
    language,

    /** The language with the person's region, which decides how dates and amounts are written. */
    locale: preferred().find(tag => primary(tag) === language) ?? language,

    direction: directionOf(language),

    /** The texts. Without a connection the file of the language may be missing: then those of English are shown. */
    loadTexts: async () => (await files[language]().catch(files.en)).default,

    /** The menu of languages. It loads the page again, so it is where nothing has begun. */
    languageMenu(message) {
      const choices = tags.map(tag => element('li', {}, element('button', {
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
    },
  };
}

/** Remembers what the person chose, and loads the page again. Nothing else depends on it. */
function choose(tag) {
  localStorage.setItem(STORED, tag);
  location.reload();
}

function stored() {
  try {
    return localStorage.getItem(STORED);
  } catch {
    // A browser that stores nothing.
    return undefined;
  }
}

function preferred() {
  return globalThis.navigator?.languages ?? [];
}

function primary(tag) {
  return tag.split('-')[0].toLowerCase();
}
