// The language of the app: what the person chose, else the first one of the browser's languages that the app has, else
// English. The texts of other languages are not loaded.

import { directionOf } from './shared/messages.js';

const STORED = 'doorway-language';

const FILES = {
  en: () => import('./messages/en.js'),
  de: () => import('./messages/de.js'),
  ar: () => import('./messages/ar.js'),
};

export const LANGUAGES = Object.keys(FILES);

export const language = chosen() ?? preferred().map(primary).find(isKnown) ?? 'en';

/** The language with the person's region, which decides how dates and amounts are written. */
export const locale = preferred().find(tag => primary(tag) === language) ?? language;

export const direction = directionOf(language);

/** The texts. Without a connection the file of the language may be missing: then those of English are shown. */
export async function loadTexts() {
  return (await FILES[language]().catch(FILES.en)).default;
}

/** Remembers what the person chose, and loads the app again. Nothing else depends on it. */
export function choose(tag) {
  localStorage.setItem(STORED, tag);
  location.reload();
}

function chosen() {
  try {
    const stored = localStorage.getItem(STORED);
    return isKnown(stored) ? stored : undefined;
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

function isKnown(tag) {
  return Object.hasOwn(FILES, tag);
}
