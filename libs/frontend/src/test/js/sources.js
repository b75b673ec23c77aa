// The JavaScript, style sheets and pages of the project, and what they import and export, for the tests of this folder.

import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../../../..');
export const SHARED = join(ROOT, 'libs/frontend/src/main/resources');

/**
 * Each front end: its folder, its entry modules, the languages beside English, the message file
 * of English, and its pages.
 */
export const FRONT_ENDS = [
  {
    name: 'login page',
    folder: join(ROOT, 'session-service/src/main/resources/login-assets'),
    entries: ['main.js', 'return.js', 'post.js', 'silent.js', 'language.js'],
    languages: ['de', 'ar'],
    messages: join(ROOT, 'session-service/src/main/resources/messages/pages_en.properties'),
    pages: filesUnder(join(ROOT, 'session-service/src/main/resources/templates/page')),
  },
  {
    name: 'phone app',
    folder: join(ROOT, 'approval-service/src/main/resources/META-INF/resources/app'),
    entries: ['main.js', 'sw.js'],
    languages: ['de', 'ar'],
    messages: join(ROOT, 'approval-service/src/main/resources/META-INF/resources/app/messages/en.js'),
    pages: [join(ROOT, 'approval-service/src/main/resources/META-INF/resources/app/index.html')],
  },
  {
    name: 'audit console',
    folder: join(ROOT, 'audit-service/src/main/resources/META-INF/resources/audit/console'),
    entries: ['main.js'],
    languages: ['de', 'ar'],
    messages: join(ROOT, 'audit-service/src/main/resources/META-INF/resources/audit/console/messages/en.js'),
    pages: [join(ROOT, 'audit-service/src/main/resources/META-INF/resources/audit/index.html')],
  },
];

const TESTED = ['libs/frontend', 'challenge-service', 'session-service', 'approval-service', 'audit-service'];

export function filesUnder(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map(name => join(folder, name))
    .flatMap(path => (statSync(path).isDirectory() ? filesUnder(path) : [path]));
}

export function read(path) {
  return readFileSync(path, 'utf8');
}

export function nameOf(path) {
  return relative(ROOT, path);
}

const ours = [SHARED, ...FRONT_ENDS.map(({ folder }) => folder)]
  .flatMap(filesUnder)
  .filter(path => !path.includes('/vendor/'));

export const MODULES = ours.filter(path => path.endsWith('.js'));
export const TEST_FILES = TESTED.flatMap(module => filesUnder(join(ROOT, module, 'src/test/js')));
export const STYLE_SHEETS = ours.filter(path => path.endsWith('.css'));
export const PAGES = FRONT_ENDS.flatMap(({ pages }) => pages);

/** Source text without comments. A comment begins after a space or a line start, unlike the // in an address. */
export function withoutComments(source) {
  return source.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/ .*$/gm, '$1');
}

/** Each import of a module: the file, its address in the module, and the imported and the local names. */
export function importsOf(path, front) {
  const source = withoutComments(read(path));
  const imports = [...source.matchAll(/^import (?:([^;']+?) from )?'([^']+)';/gm)].map(([, clause, address]) => ({
    address, path: resolve(path, address, front), names: importedNames(clause) }));
  const whole = [{ imported: '*', local: 'import' }];
  const dynamic = [...source.matchAll(/\bimport\('(\.[^']+)'\)/g)].map(([, address]) => ({
    address, path: resolve(path, address, front), names: whole }));
  return [...imports, ...dynamic];
}

/** Of a clause that is missing, none: the module is imported for what it does. */
function importedNames(clause = '') {
  const names = clause.match(/\{([\s\S]*)\}/)?.[1].split(',').map(name => name.trim()).filter(Boolean) ?? [];
  const whole = clause.replace(/\{[\s\S]*\}/, '').replaceAll(',', '').trim();
  const named = names.map(name => name.split(' as ')).map(([imported, local = imported]) => ({ imported, local }));
  if (!whole) return named;
  const [star, local] = whole.split(' as ');
  return [...named, star === '*' ? { imported: '*', local } : { imported: 'default', local: star }];
}

/** Each service serves the shared modules as its own folder shared/. */
function resolve(path, address, front) {
  if (!address.startsWith('.')) return undefined;
  const target = join(dirname(path), address);
  const shared = front && join(front.folder, 'shared/');
  return front && target.startsWith(shared) ? join(SHARED, relative(shared, target)) : target;
}

export function exportsOf(path) {
  const source = withoutComments(read(path));
  const declared = [...source.matchAll(/^export (?:async )?(?:function\*?|class|const|let) (\w+)/gm)]
    .map(([, name]) => name);
  const destructured = [...source.matchAll(/^export const \{([^}]*)\}/gm)]
    .flatMap(([, names]) => names.split(',').map(name => name.trim()));
  return [...declared, ...destructured, ...(/^export default /m.test(source) ? ['default'] : [])];
}

/** The modules that an entry loads, itself first. */
export function closureOf(entry, front) {
  const found = new Set([entry]);
  for (const path of found) for (const imported of importsOf(path, front)) found.add(imported.path);
  return [...found];
}

/** The front end that a module belongs to; undefined for a shared one or a test. */
export function frontOf(path) {
  return FRONT_ENDS.find(({ folder }) => path.startsWith(`${folder}/`));
}
