// How modules depend on each other, and that each service packages and caches the ones that it serves.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { it } from 'node:test';
import {
  FRONT_ENDS, MODULES, ROOT, SHARED, TEST_FILES, closureOf, exportsOf, filesUnder, frontOf, importsOf, nameOf, read,
  withoutComments,
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

it('the login page preloads exactly its modules and serves every file of the folder', () => {
  const [java] = filesUnder(join(ROOT, 'session-service/src/main/java')).filter(path => path.endsWith('/Assets.java'));
  const source = read(java);
  const listed = name => {
    const [, list] = source.match(new RegExp(`${name} =\\s*List\\.of\\(([^;]*)\\);`));
    return [...list.matchAll(/"([^"]+)"/g)].map(([, file]) => file).sort();
  };
  // Only the page of a local platform loads it.
  const later = 'local-phone.js';
  const modules = served(LOGIN_PAGE, ['main.js']).filter(file => file !== later);
  const others = [later, 'doorway.css', 'doorway.svg', 'shared/tokens.css'];
  const all = new Set([...modules, ...served(LOGIN_PAGE, ['return.js', 'language.js']), ...others]);

  assert.deepEqual(listed('MODULES'), modules);
  assert.deepEqual([...listed('MODULES'), ...listed('OTHERS')].sort(), [...all].sort());
});

it('the service worker caches exactly what the phone app loads when it opens', () => {
  const worker = read(join(PHONE_APP.folder, 'sw.js'));
  const cached = [...worker.matchAll(/'\/app\/([^']*)'/g)].map(([, file]) => file).sort();
  const page = read(PHONE_APP.pages[0]);
  const linked = [...page.matchAll(/href="\/app\/([^"]+\.(?:css|webmanifest|svg))"/g)].map(([, file]) => file);
  // The vendored QR reader is only for browsers without one of their own, and only with a camera at hand.
  // The texts of other languages are for people who use them.
  const modules = served(PHONE_APP, ['main.js']).filter(file => !/^vendor\/|^messages\/(?!en)/.test(file));

  assert.deepEqual(cached, ['', ...linked, ...modules].sort());
});

/** The modules that the entries load, by their addresses in the front end's folder. */
function served(front, entries) {
  const paths = entries.flatMap(entry => closureOf(join(front.folder, entry), front));
  return [...new Set(paths.map(path => (path.startsWith(SHARED)
    ? `shared/${relative(SHARED, path)}` : relative(front.folder, path))))].sort();
}
