// The texts that the modules of these pages show, from the page's data block, which has those of the page's language.

import { byId } from './shared/dom.js';
import { messagesOf } from './shared/messages.js';

const table = JSON.parse(byId('messages').textContent);

export const { message, messageOr, number } = messagesOf(table, document.documentElement.lang);
