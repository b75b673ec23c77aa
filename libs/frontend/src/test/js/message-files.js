// Reads the message files of the front ends.

import { read } from './sources.js';

/** The keys and texts of a front end in a language. */
export async function messagesIn(front, language) {
  const path = front.messages.replace(/en(\.\w+)$/, `${language}$1`);
  if (path.endsWith('.js')) return new Map(Object.entries((await import(path)).default));
  const lines = read(path).replaceAll(/\\\n\s*/g, '').split('\n').filter(line => line && !line.startsWith('#'));
  return new Map(lines.map(line => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}
