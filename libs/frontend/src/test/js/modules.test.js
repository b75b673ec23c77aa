// How modules depend on each other, and that each service packages and caches the ones that it serves.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import {
  FRONT_ENDS, MODULES, ROOT, TEST_FILES, closureOf, exportsOf, frontOf, importsOf, nameOf, read, withoutComments,
} from './sources.js';

const [LOGIN_PAGE, PHONE_APP] = FRONT_ENDS;
const SOURCES = [...MODULES, ...TEST_FILES.filter(path => path.endsWith('.js'))];
const IMPORTS = SOURCES.flatMap(path => importsOf(path, frontOf(path)).map(imported => ({ ...imported, by: path })));
const RELATIVE = IMPORTS.filter(({ path }) => path);

it('every import names a module that is there and something that it exports', () => {
  const missing = RELATIVE.filter(({ path }) => !existsSync(path));
  assert.deepEqual(missing.map(({ by, address }) => `${nameOf(by)} ${address}`), []);

  const unknown = RELATIVE.filter(({ path }) => !path.includes('/vendor/')).flatMap(({ by, path, names }) => names
    .filter(({ imported }) => imported !== '*' && !exportsOf(path).includes(imported))
    .map(({ imported }) => `${nameOf(by)} ${imported}`));
  assert.deepEqual(unknown, []);
});

it('no module of a page imports anything from elsewhere', () => {
  const foreign = IMPORTS.filter(({ by, path }) => !path && MODULES.includes(by));

  assert.deepEqual(foreign.map(({ by, address }) => `${nameOf(by)} ${address}`), []);
});

it('every imported name is used', () => {
  const unused = IMPORTS.flatMap(({ by, names }) => {
    const code = withoutComments(read(by)).replaceAll(/^import [^;]+;/gm, '');
    return names
      .filter(({ local }) => !new RegExp(`\\b${local}\\b`).test(code))
      .map(({ local }) => `${nameOf(by)} ${local}`);
  });

  assert.deepEqual(unused, []);
});

it('every exported name is imported somewhere', () => {
  const unused = MODULES.flatMap(path => exportsOf(path)
    .filter(name => !RELATIVE.some(imported => imported.path === path
      && imported.names.some(({ imported: used }) => used === name || used === '*')))
    .map(name => `${nameOf(path)} ${name}`));

  assert.deepEqual(unused, []);
});

it('every module is loaded by a page, and none imports itself in a circle', () => {
  const loaded = FRONT_ENDS.flatMap(front =>
    front.entries.flatMap(entry => closureOf(join(front.folder, entry), front)));
  assert.deepEqual(MODULES.filter(path => !loaded.includes(path)).map(nameOf), []);

  for (const path of MODULES) {
    const front = frontOf(path);
    const below = importsOf(path, front).flatMap(imported => closureOf(imported.path, front));
    assert.ok(!below.includes(path), `${nameOf(path)} imports itself`);
  }
});

it('the build joins what the pages load', () => {
  for (const [front, module] of [[LOGIN_PAGE, 'session-service'], [PHONE_APP, 'approval-service']]) {
    const [, entries] = read(join(ROOT, module, 'pom.xml')).match(/name="entries" value="([^"]+)"/);
    const loaded = front.pages.flatMap(page =>
      [...read(page).matchAll(/"[^"]*(?:\{assets}|@digest@)\/([^"]+\.(?:js|css))"/g)]);

    assert.deepEqual(entries.split(' ').sort(), [...new Set(loaded.map(([, file]) => file))].sort());
  }
});
