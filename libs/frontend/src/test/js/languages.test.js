// Every language has the texts of English, each with the same parameters, and no text is still English. What a text
// quotes, such as the name of a button, is a text of a front end in that language.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { messagesIn } from './message-files.js';
import { FRONT_ENDS, ROOT } from './sources.js';

const NO_TEXT = /^language($|\.)|^direction$/;
const PLURAL = /\.(zero|one|two|few|many|other)$/;

// Names, and words that are the same in German.
const WORDS = 'Doorway|Browser|Code|Passkey|iPhone|iPad|Mac|Chromebook|OK|Name|Status|Website';
const SAME = new RegExp(`^(?:${WORDS}|\\{\\w+\\}|[^\\p{L}{}])*$`, 'u');

const ERROR_PAGES = {
  name: 'error pages',
  languages: ['de', 'ar'],
  messages: join(ROOT, 'libs/web/src/main/resources/io/doorway/web/problem/error-pages_en.properties'),
};

for (const front of [...FRONT_ENDS, ERROR_PAGES]) {
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
          .filter(([key, text]) => !NO_TEXT.test(key) && !SAME.test(text) && text === english.get(key));
        assert.deepEqual(untranslated, []);
      });

      if (language === 'ar') {
        it('ar is written in Arabic', () => {
          const other = [...table].filter(([key, text]) => !NO_TEXT.test(key) && !SAME.test(text)
            && !/\p{Script=Arabic}/u.test(text));
          assert.deepEqual(other, []);
        });
      }
    }
  });
}

for (const [language, quotation] of Object.entries({ en: /“([^”]+)”/g, de: /„([^“]+)“/g, ar: /«([^»]+)»/g })) {
  it(`${language} quotes texts as they are`, async () => {
    const texts = (await Promise.all(FRONT_ENDS.map(front => messagesIn(front, language))))
      .flatMap(table => [...table.values()]);
    const quoted = texts.flatMap(text => [...text.matchAll(quotation)].map(([, found]) => found))
      .filter(text => !text.includes('{'));

    assert.notEqual(quoted.length, 0);
    assert.deepEqual(quoted.filter(text => !texts.includes(text)), []);
  });
}

it('de says Sie, and Telefon for every phone', async () => {
  const texts = (await Promise.all([...FRONT_ENDS, ERROR_PAGES].map(front => messagesIn(front, 'de'))))
    .flatMap(table => [...table]);

  assert.deepEqual(texts.filter(([, text]) => /\b(du|dich|dir|dein\w*|Smartphone|Handy)\b/i.test(text)), []);
});

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
