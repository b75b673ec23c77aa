// The texts that the modules of these pages show, from the page's data block.

import { byId } from './shared/dom.js';
import { messagesOf } from './shared/messages.js';

export const { message } = messagesOf(JSON.parse(byId('messages').textContent), document.documentElement.lang);
