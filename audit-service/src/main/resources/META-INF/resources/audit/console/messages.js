// The console's texts.

import english from './messages/en.js';
import { messagesOf } from './shared/messages.js';

export const { message, messageParts, hasMessage, language } = messagesOf(english, 'en');
