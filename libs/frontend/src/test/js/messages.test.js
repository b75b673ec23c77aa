// Texts that people read are in the message files, each is used, and each that is used is there.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { messagesIn } from './message-files.js';
import { FRONT_ENDS, MODULES, filesUnder, importsOf, nameOf, read, withoutComments } from './sources.js';

for (const front of FRONT_ENDS) {
  describe(`the messages of the ${front.name}`, async () => {
    const table = await messagesIn(front, 'en');
    const used = usesOf(front);

    // Where there is a text for one, .one and .other are chosen by the number. Alone, .other is for what is unknown.
    const keys = [...table.keys()].map(key => {
      const base = key.replace(/\.(one|other)$/, '');
      return table.has(`${base}.one`) ? base : key;
    });

    it('are all used', () => {
      const isUsed = key => used.some(pattern => pattern.test(key));
      assert.deepEqual(keys.filter(key => !isUsed(key) && !isUsed(ofEveryAction(key))), []);
    });

    it('are all there', () => {
      const known = [...keys, ...keys.map(ofEveryAction)];
      assert.deepEqual(used.filter(pattern => !known.some(key => pattern.test(key))).map(String), []);
    });

    it('are typographically clean', () => {
      assert.deepEqual([...table].filter(([, text]) => /^\s|\s$|\.\.\.|  |^$|\w'\w/.test(text)), []);
    });
  });
}

/** The key by which the text of one kind of action is looked up. */
function ofEveryAction(key) {
  return key.replace(/\.(payment|action)$/, '');
}

it('no module contains a text', () => {
  // An element's class, a media type, a header and the like are no texts; a sentence or a capitalised word is.
  const sentence = /^[A-Z][a-z’]+(\s.*[a-z]{2}|[.…!?]|$)|[a-z]{2}\s.*[.…?]$|[’…]/;
  const technical = /^(Bearer|Content-Type|Doorway|Last-Event-ID|Instagram|Snapchat)/;
  const found = MODULES.filter(path => !path.includes('/messages/')).flatMap(path => {
    const code = withoutComments(read(path)).replaceAll(/new \w*Error\([^)]*\)/g, '');
    return [...code.matchAll(/'((?:\\.|[^'\\\n])*)'|`([^`]*)`/g)]
      .map(([, single, template]) => single ?? template)
      .filter(text => sentence.test(text) && !technical.test(text) && !isTypeName(text))
      .map(text => `${nameOf(path)}: ${text}`);
  });

  assert.deepEqual(found, []);
});

function isTypeName(text) {
  return /^[A-Z]\w*[A-Z]\w*$/.test(text);
}

it('no page contains a text, except where there is no script to put one', () => {
  for (const path of FRONT_ENDS.flatMap(front => front.pages)) {
    const isStatic = path.endsWith('index.html');
    const text = read(path)
      .replaceAll(isStatic ? /<(noscript|title|script)\b[\s\S]*?<\/\1>/g : /<script\b[\s\S]*?<\/script>/g, '')
      .replaceAll(/\{[^{}]*\}/g, '')
      .replaceAll(/<[^>]*>/g, '')
      .replace('Doorway', '');
    assert.doesNotMatch(text, /[A-Za-z]/, nameOf(path));
    assert.doesNotMatch(read(path), / (placeholder|alt|aria-label|title)="[A-Za-z]/, nameOf(path));
  }
});

/** Patterns of the keys that the front end uses: literal keys, and templates whose parameters stand for anything. */
function usesOf(front) {
  const isLogin = front.messages.endsWith('.properties');
  const own = filesUnder(front.folder)
    .filter(path => path.endsWith('.js') && !/\/vendor\/|\/messages\/|\/sw\.js$/.test(path));
  const shared = own.flatMap(path => importsOf(path, front).map(imported => imported.path))
    .filter(path => path.endsWith('resources/languages.js'));
  const code = [...own, ...shared]
    .map(path => withoutComments(read(path)))
    .join('\n');
  const inModules = [
    ...all(code, /(?:message(?:Parts)?\(|hasMessage\(|message: |notice: |failure\(|\?\? )'([\w-]+\.[\w.-]+|qr|none)'/g),
    ...all(code, /messageOf\([\w.]+, '([\w.-]+)'/g),
    ...all(code, /[?:] '([\w-]+\.[\w.-]+)'/g),
    ...all(code, /, '(device-name\.[\w.-]+)'\]/g),
    ...all(code, /`([a-z-]+\.[\w.-]*(?:\$\{(?:[^{}]|\{[^}]*\})*\}[\w.-]*)+)`/g),
    ...all(code, /(?:messageOr|textFor)\('([\w.-]+)'/g).map(group => `${group}.\${name}`),
  ];
  const inPages = front.pages.map(read).flatMap(page => [
    ...all(page, /data-(?:message|placeholder)="([\w.-]+)"/g),
    ...all(page, /messages\.(?:get\(|of\(view\.action\.type, )'([\w.-]+)'/g)]);
  const inJava = isLogin
    ? ['language', 'language.name', 'language.direction', 'error.${name}', 'error.${name}.heading',
      'error.${name}.hint'] : [];
  const keys = [...inModules.map(key => (isLogin ? `script.${key}` : key)), ...inPages, ...inJava];
  return [...new Set(keys)].map(pattern);
}

function all(text, expression) {
  return [...text.matchAll(expression)].map(([, found]) => found);
}

function pattern(key) {
  const fixed = key.split(/\$\{(?:[^{}]|\{[^}]*\})*\}/).map(text => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${fixed.join('[\\w-]+')}$`);
}
