// Numbers that are counted down are written with the digits of the person's region, as every other number is.

import '../../../../libs/frontend/src/test/js/shared-modules.js';
import assert from 'node:assert/strict';
import { it } from 'node:test';

Object.defineProperty(globalThis, 'navigator', { value: { languages: ['ar-EG'] }, configurable: true });
const { message, minutes } = await import('../../main/resources/META-INF/resources/app/messages.js');

it('a time that is left', () => {
  assert.equal(minutes(65), '١:٠٥');
  assert.match(message('code.left', { seconds: 9 }), /٩/);
});
