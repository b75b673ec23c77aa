// The languages of the app, and the one in which it is shown.

import { languagesOf } from './shared/languages.js';

export const { language, locale, direction, loadTexts, languageMenu } = languagesOf({
  en: () => import('./messages/en.js'),
  de: () => import('./messages/de.js'),
  ar: () => import('./messages/ar.js'),
});
