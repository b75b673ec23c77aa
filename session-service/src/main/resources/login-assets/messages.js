// The texts that the modules of these pages show, from the page's data block, which has those of the page's language.

import { byId } from './shared/dom.js';
import { messagesOf } from './shared/messages.js';

const table = JSON.parse(byId('messages').textContent);

/** The page to which the app returns is in the language of this page. The cookie is sent to that page only. */
export function keepLanguageOf(login) {
  const { lang } = document.documentElement;
  document.cookie = `doorway-login-language=${lang}; Path=/login/${login}/return; Max-Age=900; Secure; SameSite=Lax`;
}

export const { message, messageOf, hasMessage, number, language } = messagesOf(table, document.documentElement.lang);
