// How sources look: what prettier and a few ESLint rules would say, without either.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { it } from 'node:test';
import { join } from 'node:path';
import { MODULES, PAGES, ROOT, SHARED, STYLE_SHEETS, TEST_FILES, nameOf, read, withoutComments } from './sources.js';

const MAX_LINE = 120;
const MAX_LINES = 330;
const SCRIPTS = [...MODULES, ...TEST_FILES];
const TOKENS = join(SHARED, 'tokens.css');

/** [pattern, what is wrong]; comments are not looked at. */
const FORBIDDEN = [
  [/\bvar\s/, 'var instead of const or let'],
  [/[^=!]==[^=]|!=[^=]/, '== or != without null beside it'],
  [/\b(inner|outer)HTML\b|insertAdjacentHTML|document\.write/, 'parses HTML'],
  [/\beval\(|new Function\(/, 'runs text as code'],
  [/\bconsole\.\w+\(|\bdebugger\b/, 'is left from debugging'],
  [/"/, 'double quotes'],
  [/\t/, 'a tab'],
  [/\bfunction\(|\bfunction \(/, 'a function expression instead of an arrow function'],
  [/\((\w+)\) =>/, 'parentheses around the only parameter'],
];

function problemsIn(path, check) {
  return read(path).split('\n')
    .flatMap((line, i) => check(line).map(problem => `${nameOf(path)}:${i + 1} ${problem}`));
}

function common(line) {
  const isText = /^\s*'.*',?$/.test(line) || line.includes("': '");
  return [
    /\s$/.test(line) && 'trailing space',
    line.length > MAX_LINE && !isText && `longer than ${MAX_LINE}`,
    /^( {2})* \S/.test(line) && !/^\s*\*/.test(line) && 'indentation is not a multiple of two',
  ].filter(Boolean);
}

it('the format is the same everywhere', () => {
  const files = [...SCRIPTS, ...STYLE_SHEETS, ...PAGES];

  assert.deepEqual(files.flatMap(path => problemsIn(path, common)), []);
  assert.deepEqual(files.filter(path => !/[^\n]\n$/.test(read(path))).map(nameOf), [], 'end with one newline');
  assert.deepEqual(files.filter(path => /\n\n\n/.test(read(path))).map(nameOf), [], 'have two empty lines in a row');
  assert.deepEqual(files.filter(path => read(path).split('\n').length > MAX_LINES).map(nameOf), [], 'are too long');
});

it('nothing that is forbidden is in a module', () => {
  const problems = MODULES.flatMap(path => {
    const code = withoutComments(read(path))
      .replaceAll(/'(\\.|[^'\\\n])*'|`[^`]*`/g, '')
      .replaceAll(/ [!=]= null\b/g, '');
    return code.split('\n').flatMap(line => FORBIDDEN
      .filter(([pattern]) => pattern.test(line))
      .map(([, problem]) => `${nameOf(path)}: ${problem}: ${line.trim()}`));
  });

  assert.deepEqual(problems, []);
});

it('every module can be parsed', () => {
  for (const path of SCRIPTS) {
    const { status, stderr } = spawnSync(process.execPath, ['--check', path], { cwd: ROOT, encoding: 'utf8' });
    assert.equal(status, 0, stderr);
  }
});

it('colours come from the token file', () => {
  // A QR code is black on white, and a camera picture is on black, whatever the theme.
  const allowed = ['#fff', '#06141a'];
  for (const path of STYLE_SHEETS.filter(sheet => sheet !== TOKENS)) {
    const colours = withoutComments(read(path)).match(/#[0-9a-f]{3,8}\b/gi) ?? [];
    assert.deepEqual(colours.filter(colour => !allowed.includes(colour)), [], nameOf(path));
  }
});

it('every custom property is defined, and every token is used', () => {
  const tokens = [...read(TOKENS).matchAll(/^ +(--[\w-]+):/gm)].map(([, name]) => name);
  const used = STYLE_SHEETS.flatMap(path => [...read(path).matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name));
  // Set by the phone app for texts that are as large as fits.
  const set = ['--length', '--largest'];

  assert.deepEqual(used.filter(name => !tokens.includes(name) && !set.includes(name)), []);
  assert.deepEqual(tokens.filter(name => !used.includes(name)), []);
});

it('the colours that a page or a manifest repeats for the browser are those of the tokens', () => {
  const tokens = read(TOKENS).toLowerCase();
  const manifest = 'approval-service/src/main/resources/META-INF/resources/app/manifest.webmanifest';

  for (const path of [...PAGES, join(ROOT, manifest)]) {
    for (const [, colour] of read(path).matchAll(/(?:content|_color)"?[=:] ?"(#[0-9a-fA-F]{6})"/g)) {
      assert.ok(tokens.includes(colour.toLowerCase()), `${nameOf(path)} ${colour}`);
    }
  }
});
