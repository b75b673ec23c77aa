import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { INITIAL, reduce } from '../../main/resources/login-assets/state.js';

const [starting] = reduce(INITIAL, { type: 'started', sameDevice: false, shared: false });

function effectsOf(name, old = false) {
  const [, effects] = reduce(starting, { type: 'create-failed', request: 1, problem: { name, status: 400 }, old });
  return effects.map(({ type }) => type);
}

describe('the page loads itself again', () => {
  it('if nobody looked at it until its ticket was too old', () => {
    assert.deepEqual(effectsOf('invalid-ticket', true), ['forget-login', 'reload']);
    assert.deepEqual(effectsOf('invalid-ticket'), []);
  });

  it('if another browser uses its pushed request, and the server has the page that says so', () => {
    assert.deepEqual(effectsOf('request-used'), ['forget-login', 'reload']);
  });
});
