import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { INITIAL, reduce } from '../../main/resources/login-assets/state.js';
import { isExtendable } from '../../main/resources/login-assets/steps.js';

const started = { type: 'started', sameDevice: false, shared: false };
const created = { type: 'created', request: 1, id: 'a', deadline: '2026-11-28T10:00:30Z' };
const heard = (state, more = {}) => ({ type: 'state', state, renewable: true, ...more });
const asked = heard('approved', { check: 'typed-code', deadline: '2026-11-28T10:01:30Z' });

/** The state after the messages, and the effects of the last one. */
function after(...messages) {
  let state = INITIAL;
  let effects = [];
  for (const message of messages) [state, effects] = reduce(state, message);
  return { ...state, effects };
}

describe('more time to type the confirmation code', () => {
  it('is asked for with a new challenge, before the time runs', () => {
    const { phase, effects } = after(started, created, { type: 'time-changed', moreTime: true });

    assert.equal(phase, 'restarting');
    assert.equal(effects[0].moreTime, true);
  });

  it('is announced half a minute before the end, while the code is typed', () => {
    assert.equal(after(started, created, asked, { type: 'code-expiring' }).notice, 'notice.typing-expiring');
    assert.equal(after(started, created, heard('scanned'), { type: 'code-expiring' }).notice, undefined);
    const expired = [{ type: 'code-expiring' }, heard('expired')];
    assert.equal(after(started, created, asked, ...expired).notice, undefined);
  });

  it('is given at each press while the code is typed, as long as there is more, without another view', () => {
    const more = { type: 'more-time' };
    const given = { type: 'extended', deadline: '2026-11-28T10:03:30Z', minutes: 2, extendable: true };
    const last = { type: 'extended', deadline: '2026-11-28T10:10:00Z', minutes: 9, extendable: false };
    const { effects } = after(started, created, asked, more);
    assert.deepEqual(effects, [{ type: 'extend', id: 'a' }]);

    const extended = after(started, created, asked, more, given);
    assert.equal(extended.phase, 'typing');
    assert.equal(extended.deadline, given.deadline);
    assert.equal(extended.notice, 'notice.typing-extended');
    assert.equal(extended.noticeCount, 2);
    assert.deepEqual(after(started, created, asked, more, given, more).effects, [{ type: 'extend', id: 'a' }]);
    const warned = after(started, created, asked, more, given, { type: 'code-expiring' });
    assert.equal(warned.notice, 'notice.typing-expiring');

    const longest = [started, created, asked, more, given, more, last];
    assert.equal(isExtendable(after(...longest)), false);
    assert.deepEqual(after(...longest, more).effects, []);
    assert.equal(after(...longest, { type: 'code-expiring' }).notice, 'notice.typing-last-expiring');
  });

  it('follows the end that the server reports, and is not offered to who has it already', () => {
    const later = heard('approved', { check: 'typed-code', deadline: '2026-11-28T10:10:00Z' });
    assert.equal(after(started, created, asked, later).deadline, later.deadline);

    assert.equal(isExtendable(after(started, created, asked)), true);
    assert.equal(isExtendable(after({ ...started, saved: { moreTime: true } }, created, asked)), false);
    assert.equal(isExtendable(after(started, created)), false);
    assert.deepEqual(after(started, created, heard('scanned'), { type: 'more-time' }).effects, []);
  });

  it('comes too late for a login that is over', () => {
    const late = after(started, created, asked, heard('expired'), { type: 'extended', deadline: 'later' });
    assert.equal(late.phase, 'expired');
    assert.notEqual(late.deadline, 'later');
  });

  it('is there after the end at one press, and stays for the page that is loaded', () => {
    const ended = [started, created, asked, heard('expired')];

    assert.equal(after(...ended, { type: 'restarted', moreTime: true }).effects[1].moreTime, true);
    assert.equal(after({ ...started, saved: { moreTime: true } }).effects[0].moreTime, true);
  });
});
