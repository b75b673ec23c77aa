import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { viewOf } from '../../main/resources/login-assets/phases.js';
import { INITIAL, reduce } from '../../main/resources/login-assets/state.js';

const DEADLINE = '2026-11-28T10:00:30Z';

const started = { type: 'started', sameDevice: false, shared: false };
const created = (request, id) => ({ type: 'created', request, id, deadline: DEADLINE });

/** The state after the messages, and the effects of the last one. */
function after(...messages) {
  let state = INITIAL;
  let effects = [];
  for (const message of messages) [state, effects] = reduce(state, message);
  return { ...state, effects };
}

describe('a code that is entered in the app', () => {
  const chosen = [started, created(1, 'a'), { type: 'code-drawn' }, { type: 'code-chosen', enteredCode: true }];
  const shown = [...chosen, { ...created(2, 'b'), loginCode: 'ABCD-EFGH' }];
  const expired = { type: 'code-expired', renewable: true };

  it('belongs to a challenge of its own', () => {
    assert.deepEqual(after(...chosen).effects,
      [{ type: 'create', request: 2, sameDevice: false, shared: false, enteredCode: true, moreTime: false }]);
    assert.equal(viewOf(after(...shown)), 'enter-code');
    assert.equal(after(...shown).loginCode, 'ABCD-EFGH');
    assert.equal(after(...shown, { type: 'code-chosen', enteredCode: false }).effects[0].enteredCode, false);
  });

  it('is not replaced without asking, and a new one follows at one press', () => {
    assert.equal(viewOf(after(...shown, expired)), 'code-expired');
    const again = after(...shown, expired, { type: 'restarted' });
    assert.deepEqual(again.effects.at(-1), { type: 'reload', shared: false, enteredCode: true, moreTime: false });
    const reloaded = after({ ...started, saved: { shared: false, enteredCode: true } });
    assert.equal(reloaded.effects[0].enteredCode, true);
  });

  it('has more time on request, for which the person is asked before the end', () => {
    const warned = [...shown, { type: 'code-expiring' }];
    assert.equal(after(...warned).notice, 'notice.code-expiring');
    const renewing = [...warned, { type: 'more-time' }];
    assert.equal(after(...renewing).effects[0].enteredCode, true);
    assert.equal(after(...renewing, { ...created(3, 'c'), loginCode: 'JKMN-PQRS' }).notice, undefined);
  });

  it('has more time also when the ticket is used up or too old, by a new page', () => {
    for (const name of ['invalid-ticket', 'too-many-challenges']) {
      const refused = { type: 'create-failed', request: 2, problem: { name, status: 429 } };
      assert.deepEqual(after(...chosen, refused).effects.at(-1),
        { type: 'reload', shared: false, enteredCode: true, moreTime: false });
    }
  });

  it('is not saved, so that a reloaded page has another one', () => {
    const saved = { id: 'b', state: 'created', sameDevice: false, shared: false, enteredCode: true };
    const { effects } = after({ ...started, saved }, { type: 'state', state: 'created', deadline: DEADLINE });
    assert.equal(effects[0].type, 'create');
  });
});
