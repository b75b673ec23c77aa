// Whatever the server refuses has words that are true, and a next step that can help (docs/phone-api.md, "Problems").

import '../../../../libs/frontend/src/test/js/shared-modules.js';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

const APP = '../../main/resources/META-INF/resources/app';
const { hasMessage, message } = await import(`${APP}/messages.js`);
const { canBeRepeated, nameAtScan, ofProblem, withReason } = await import(`${APP}/problems.js`);

/** What only a defect of the app leads to: that Doorway made an error is true. */
const DEFECTS = ['malformed-message', 'wrong-transcript', 'use-nonce', 'too-large', 'unsupported-media-type'];

/** What one screen only can meet, and the text that it has there. */
const OF_ONE_SCREEN = {
  'wrong-enrolment-code': 'enrol.problem.wrong-enrolment-code',
  'too-many-devices': 'enrol.problem.too-many-devices',
  'addition-not-found': 'add-device.expired.title',
  'passkey-required': 'passkeys.needed.title',
  'wrong-passkey': 'approval.problem.wrong-passkey',
  'too-many-passkeys': 'passkeys.problem.too-many-passkeys',
  'login-too-old': 'activity.too-late.title',
};

/** What every call can meet, and the groups of texts on the screens that stay open when something is refused. */
const ANYWHERE = ['offline', 'unavailable', 'too-many-requests'];
const STAYING = ['approval.problem', 'enrol.problem', 'passkeys.problem'];

const UNKNOWN = ofProblem('no-such-problem');

describe('a problem', () => {
  const documented = documentedProblems();

  it('is documented with what to do', () => {
    assert.ok(documented.length > 25);
    assert.ok(ANYWHERE.every(name => name === 'offline' || documented.includes(name)));
  });

  it('has a text of its own, and no other says that Doorway made an error', () => {
    const isNamed = name => ofProblem(name) !== UNKNOWN || hasMessage(OF_ONE_SCREEN[name]);

    assert.deepEqual([...documented, 'offline'].filter(name => !DEFECTS.includes(name) && !isNamed(name)), []);
  });

  it('that every call can meet has a text on each screen that stays open', () => {
    const wanted = STAYING.flatMap(group => ANYWHERE.map(name => `${group}.${name}`));

    assert.deepEqual(wanted.filter(key => !hasMessage(key)), []);
  });

  it('at the scan says nothing about an approval that nobody was asked for', () => {
    for (const source of ['camera', 'link', 'code']) {
      assert.equal(nameAtScan('challenge-expired', source), 'challenge-not-found');
      assert.equal(nameAtScan('offline', source), 'offline');
    }
  });

  it('of a request that was listed names no code, because there is none', () => {
    assert.equal(nameAtScan('challenge-not-found', 'list'), 'challenge-closed');
    assert.equal(nameAtScan('challenge-expired', 'list'), 'challenge-expired');
  });

  it('of the camera does not hide why the scanner was opened', () => {
    const tooOld = message('scan.too-old');

    assert.equal(withReason(tooOld, message('scan.problem.NotFoundError')),
      `${tooOld} ${message('scan.problem.NotFoundError')}`);
    assert.equal(withReason(undefined, 'No camera.'), 'No camera.');
  });

  it('is not offered to be repeated where the same answer is certain', () => {
    assert.equal(canBeRepeated({ name: 'wrong-enrolment-code' }), false);
    for (const name of [...ANYWHERE, 'too-many-devices', 'internal']) assert.ok(canBeRepeated({ name }), name);
  });

  it('of a name says what else a name may not have, because its length may be right', () => {
    assert.match(message('enrol.problem.malformed-message'), /1 to 60 characters\. Invisible characters/);
  });

  it('has a title, a text and a step', () => {
    for (const name of [...documented, 'offline']) {
      const { text = name, more, steps } = ofProblem(name);
      assert.ok(hasMessage(`problem.${text}.title`) && hasMessage(`problem.${text}.text`), name);
      assert.equal(Boolean(more), hasMessage(`problem.${text}.more`), name);
      assert.ok(steps.length > 0, name);
    }
  });
});

function documentedProblems() {
  const page = readFileSync(new URL('../../../../docs/phone-api.md', import.meta.url), 'utf8');
  const section = page.slice(page.indexOf('\n## Problems\n'));
  return [...section.matchAll(/^\| `([\w-]+)` \| \d{3}/gm)].map(([, name]) => name);
}
