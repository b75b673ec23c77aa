// Every language has the texts of English, each with the same parameters, and no text is still English.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FRONT_ENDS } from './sources.js';
import { messagesIn } from './message-files.js';

const PLURAL = /\.(zero|one|two|few|many|other)$/;

// Names, and words that are the same in German.
const WORDS = 'Doorway|Browser|Code|Passkey|iPhone|iPad|Mac|Chromebook|OK|Name|Status|Website';
const SAME = new RegExp(`^(?:${WORDS}|\\{\\w+\\}|[^\\p{L}{}])*$`, 'u');

for (const front of FRONT_ENDS) {
  describe(`the languages of the ${front.name}`, async () => {
    const english = await messagesIn(front, 'en');

    for (const language of front.languages) {
      const table = await messagesIn(front, language);

      it(`${language} has all keys, with the plural forms of the language`, () => {
        assert.deepEqual([...table.keys()].sort(), keysFor(language, english).sort());
      });

      it(`${language} has the same parameters and markup`, () => {
        const wrong = [...table].filter(([key, text]) => !hasPartsOf(english, key, text)).map(([key]) => key);
        assert.deepEqual(wrong, []);
      });

      it(`${language} has no text in English`, () => {
        const untranslated = [...table]
          .filter(([key, text]) => !key.startsWith('language.') && !SAME.test(text) && text === english.get(key));
        assert.deepEqual(untranslated, []);
      });

      if (language === 'ar') {
        it('ar is written in Arabic', () => {
          const other = [...table].filter(([key, text]) => !/^language($|\.)/.test(key) && !SAME.test(text)
            && !/\p{Script=Arabic}/u.test(text));
          assert.deepEqual(other, []);
        });
      }
    }
  });
}

/** A text that depends on a number has a key for each plural category; one for an unknown name has `.other` alone. */
function keysFor(language, english) {
  const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  return [...english.keys()].flatMap(key => {
    const base = key.replace(PLURAL, '');
    if (!english.has(`${base}.one`)) return [key];
    return key.endsWith('.one') ? categories.map(category => `${base}.${category}`) : [];
  });
}

/** Words may stand for the number, as in "one try". */
function hasPartsOf(english, key, text) {
  const base = key.replace(PLURAL, '');
  const isPlural = english.has(`${base}.one`);
  const original = english.get(isPlural ? `${base}.other` : key);
  if (original === undefined) return false;
  const parts = of => [...new Set(of.match(/\{\w+\}|<\/?\w+>/g) ?? [])].filter(part => !isPlural || part !== '{count}');
  return parts(original).sort().join() === parts(text).sort().join();
}
