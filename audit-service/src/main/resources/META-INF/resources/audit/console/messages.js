// The console's texts.

import { loadTexts, locale } from './languages.js';
import { messagesOf } from './shared/messages.js';

export const { message, messageParts, hasMessage, language, number } = messagesOf(await loadTexts(), locale);
