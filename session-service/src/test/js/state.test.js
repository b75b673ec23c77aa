import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PHASES, viewOf } from '../../main/resources/login-assets/phases.js';
import { INITIAL, reduce } from '../../main/resources/login-assets/state.js';

const FRAME_DEADLINE = '2026-11-28T10:00:30Z';
const CODE_DEADLINE = '2026-11-28T10:01:30Z';

const CHOICES = { sameDevice: false, shared: false, enteredCode: false, moreTime: false };
const OFFLINE = { name: 'offline', status: 0 };
const UNAVAILABLE = { name: 'unavailable', status: 503 };
const NOT_FOUND = { name: 'challenge-not-found', status: 404 };

const started = { type: 'started', sameDevice: false, shared: false };
const created = (request, id) => ({ type: 'created', request, id, deadline: FRAME_DEADLINE });
const heard = (state, more = {}) => ({ type: 'state', state, renewable: true, ...more });
const drawn = { type: 'code-drawn' };
const askedForCode = heard('approved', { check: 'typed-code', deadline: CODE_DEADLINE });
const submitted = { type: 'code-submitted', code: '123456' };
const failed = problem => ({ type: 'complete-failed', problem });

/** The state after the messages, and the effects of the last one. */
function after(...messages) {
  let state = INITIAL;
  let effects = [];
  for (const message of messages) [state, effects] = reduce(state, message);
  return { ...state, effects };
}

const CODE_SHOWN = [started, created(1, 'a')];
const SCANNED = [...CODE_SHOWN, heard('scanned')];
const TYPING = [...SCANNED, askedForCode];
const SUBMITTING = [...TYPING, submitted];
const APPROVED = [...SCANNED, heard('approved')];

describe('a login from the code to the website', () => {
  it('asks for a challenge at the start', () => {
    const { phase, effects } = after(started);

    assert.equal(phase, 'starting');
    assert.deepEqual(effects, [{ type: 'create', request: 1, ...CHOICES }]);
  });

  it('shows the code, and on a phone a link instead', () => {
    assert.equal(viewOf(after(started)), 'starting');
    assert.equal(viewOf(after(...CODE_SHOWN)), 'starting');
    assert.equal(viewOf(after(...CODE_SHOWN, drawn)), 'code');
    assert.equal(viewOf(after({ ...started, sameDevice: true }, created(1, 'a'))), 'phone');
  });

  it('keeps the code on the screen while it is renewed, and not when another login replaces it', () => {
    const renewed = [...CODE_SHOWN, drawn, { type: 'code-expired', renewable: true }];
    assert.equal(viewOf(after(...renewed)), 'code');
    assert.equal(viewOf(after(...renewed, created(2, 'b'))), 'code');

    const replaced = [...CODE_SHOWN, drawn, { type: 'shared-changed', shared: true }];
    assert.equal(viewOf(after(...replaced, created(2, 'b'))), 'starting');
    assert.equal(viewOf(after(...replaced, created(2, 'b'), drawn)), 'code');
  });

  it('completes an approval that needs nothing more, once', () => {
    const { phase, effects } = after(...APPROVED);

    assert.equal(phase, 'approved');
    assert.deepEqual(effects, [{ type: 'complete', id: 'a', attempt: 1 }]);
    assert.deepEqual(after(...APPROVED, heard('consumed')).effects, []);
  });

  it('goes to the website', () => {
    const { phase, effects } = after(...APPROVED, { type: 'completed', redirectTo: 'https://bank.example/' });

    assert.equal(phase, 'continued');
    assert.deepEqual(effects, [{ type: 'redirect', to: 'https://bank.example/' }]);
  });

  it('waits for the return page where the app is on this device', () => {
    assert.equal(after(...SCANNED, heard('approved', { check: 'return' })).phase, 'returning');
    assert.equal(after(...SCANNED, heard('consumed', { check: 'return' })).phase, 'continued');
  });
});

describe('every state that the server can report, in every phase', () => {
  const FROM = { CODE_SHOWN, SCANNED, TYPING, SUBMITTING, APPROVED };
  const TABLE = [
    // from, state of the challenge, phase after it
    ['CODE_SHOWN', 'created', 'created'], ['CODE_SHOWN', 'scanned', 'scanned'], ['CODE_SHOWN', 'approved', 'approved'],
    ['CODE_SHOWN', 'consumed', 'approved'], ['CODE_SHOWN', 'rejected', 'rejected'],
    ['CODE_SHOWN', 'cancelled', 'cancelled'], ['CODE_SHOWN', 'expired', 'renewing'],
    ['SCANNED', 'created', 'scanned'], ['SCANNED', 'scanned', 'scanned'], ['SCANNED', 'approved', 'approved'],
    ['SCANNED', 'consumed', 'approved'], ['SCANNED', 'rejected', 'rejected'], ['SCANNED', 'cancelled', 'cancelled'],
    ['SCANNED', 'expired', 'expired'],
    ['TYPING', 'consumed', 'approved'], ['TYPING', 'cancelled', 'code-rejected'], ['TYPING', 'expired', 'expired'],
    ['SUBMITTING', 'consumed', 'submitting'], ['SUBMITTING', 'cancelled', 'code-rejected'],
    ['SUBMITTING', 'expired', 'expired'],
    ['APPROVED', 'consumed', 'approved'], ['APPROVED', 'expired', 'expired'],
  ];

  for (const [from, state, phase] of TABLE) {
    it(`${from}: ${state} leads to ${phase}`, () => {
      assert.equal(after(...FROM[from], heard(state)).phase, phase);
    });
  }

  it('ignores a state that it does not know', () => {
    assert.equal(after(...SCANNED, heard('paused-by-a-later-version')).phase, 'scanned');
  });
});

describe('the code', () => {
  it('is renewed when it expires, and the old one stays on the screen meanwhile', () => {
    const { phase, id, effects } = after(...CODE_SHOWN, { type: 'code-expired', renewable: true });

    assert.equal(phase, 'renewing');
    assert.equal(id, 'a');
    assert.ok(PHASES[phase].code);
    assert.deepEqual(effects, [{ type: 'create', request: 2, ...CHOICES }]);
  });

  it('is put away when the page has been open for too long', () => {
    assert.equal(after(...CODE_SHOWN, { type: 'code-expired', renewable: false }).phase, 'paused');
    assert.equal(after(...CODE_SHOWN, heard('expired', { renewable: false })).phase, 'paused');
  });

  it('is put away when it cannot be renewed, for nobody waits for it', () => {
    const failure = { type: 'create-failed', request: 2, problem: UNAVAILABLE };

    assert.equal(after(...CODE_SHOWN, heard('expired'), failure).phase, 'paused');
  });

  it('counts if it was scanned in its last moment, and the new one is cancelled', () => {
    const { phase, id, effects } = after(...CODE_SHOWN, heard('expired'), heard('scanned'), created(2, 'b'));

    assert.equal(phase, 'scanned');
    assert.equal(id, 'a');
    assert.deepEqual(effects, [{ type: 'cancel', id: 'b' }]);
  });

  it('is not ended by the end of the one before', () => {
    const renewing = [...CODE_SHOWN, heard('expired')];

    assert.equal(after(...renewing, heard('expired')).phase, 'renewing');
    assert.equal(after(...renewing, heard('cancelled')).phase, 'renewing');
  });
});

describe('a change of how to log in', () => {
  const change = { type: 'shared-changed', shared: true };

  it('asks for another challenge', () => {
    const { phase, effects } = after(...CODE_SHOWN, change);

    assert.equal(phase, 'restarting');
    assert.deepEqual(effects, [{ type: 'create', request: 2, ...CHOICES, shared: true }]);
  });

  it('uses the answer to the latest request only', () => {
    const twice = [...CODE_SHOWN, change, { type: 'shared-changed', shared: false }];

    assert.deepEqual(after(...twice, created(2, 'b')).effects, [{ type: 'cancel', id: 'b' }]);
    assert.equal(after(...twice, created(2, 'b'), created(3, 'c')).id, 'c');
  });

  it('turns the link for this device into a code for another one', () => {
    const shown = [{ ...started, sameDevice: true }, created(1, 'a')];
    const { sameDevice, effects } = after(...shown, { type: 'device-changed' });

    assert.equal(sameDevice, false);
    assert.equal(effects[0].sameDevice, false);
  });
});

describe('the confirmation code', () => {
  it('has a deadline and is asked for once', () => {
    assert.equal(after(...TYPING).deadline, CODE_DEADLINE);
    assert.equal(after(...SUBMITTING, askedForCode).phase, 'submitting');
  });

  it('is sent once', () => {
    assert.deepEqual(after(...SUBMITTING).effects, [{ type: 'submit-code', id: 'a', code: '123456' }]);
    assert.deepEqual(after(...SUBMITTING, submitted).effects, []);
  });

  it('is typed again when it was wrong', () => {
    const wrong = { name: 'wrong-code', status: 403, triesLeft: 2 };
    const { phase, effects } = after(...SUBMITTING, failed(wrong));

    assert.equal(phase, 'typing');
    assert.deepEqual(effects, [{ type: 'reject-code', message: 'code.wrong', count: 2 }]);
  });

  it('is not repeated without the person when the answer was lost', () => {
    const { phase, effects } = after(...SUBMITTING, failed(OFFLINE));

    assert.equal(phase, 'typing');
    assert.deepEqual(effects, [{ type: 'reject-code', message: 'code.not-sent', problem: OFFLINE }]);
  });

  it('counts when the answer was lost and the server had taken it', () => {
    assert.equal(after(...SUBMITTING, heard('consumed'), failed(OFFLINE)).phase, 'approved');
  });

  it('ends the login when there were too many wrong ones or it came too late', () => {
    assert.equal(after(...SUBMITTING, failed({ name: 'cancelled', status: 410 })).phase, 'code-rejected');
    assert.equal(after(...SUBMITTING, failed({ name: 'expired', status: 410 })).phase, 'expired');
  });
});

describe('completing', () => {
  it('is tried again after a failure of ours, six times in all', () => {
    let messages = APPROVED;
    for (let attempt = 1; attempt < 6; attempt += 1) {
      messages = [...messages, failed(UNAVAILABLE)];
      assert.deepEqual(after(...messages).effects, [{ type: 'complete', id: 'a', attempt: attempt + 1 }]);
    }
    const { phase, failure } = after(...messages, failed(UNAVAILABLE));

    assert.equal(phase, 'failed');
    assert.equal(failure, 'unavailable');
  });

  it('is not tried again after a refusal', () => {
    assert.equal(after(...APPROVED, failed({ name: 'wrong-browser', status: 403 })).phase, 'failed');
  });
});

describe('a challenge that the server does not know', () => {
  it('is replaced, with a notice if the person had begun on the phone', () => {
    const beforeScan = after(...CODE_SHOWN, { type: 'unknown-challenge' });
    const afterScan = after(...SCANNED, { type: 'unknown-challenge' });

    assert.equal(beforeScan.notice, undefined);
    assert.equal(afterScan.notice, 'notice.interrupted');
    assert.deepEqual(afterScan.effects.map(effect => effect.type), ['forget-login', 'create']);
    assert.equal(after(...APPROVED, failed(NOT_FOUND)).notice, 'notice.interrupted');
  });

  it('is replaced twice in a row and not more often', () => {
    const lost = { type: 'unknown-challenge' };
    const { phase, failure } = after(started, created(1, 'a'), lost, created(2, 'b'), lost, created(3, 'c'), lost);

    assert.equal(phase, 'failed');
    assert.equal(failure, 'lost');
  });
});

describe('a reload', () => {
  const reloaded = (state, more = {}) =>
    ({ ...started, saved: { id: 'a', state, sameDevice: false, shared: false, ...more } });

  it('asks what became of the challenge', () => {
    assert.equal(after(reloaded('scanned')).phase, 'resuming');
    assert.equal(after(reloaded('created'), heard('created', { deadline: FRAME_DEADLINE })).phase, 'created');
    assert.equal(after(reloaded('typing'), askedForCode).phase, 'typing');
    assert.equal(after(reloaded('created'), heard('scanned')).phase, 'scanned');
  });

  it('replaces a code that nobody scanned, and says so if a phone had scanned it', () => {
    assert.equal(after(reloaded('created'), heard('expired')).effects[0].type, 'create');
    assert.equal(after(reloaded('paused'), heard('expired')).effects[0].type, 'create');
    assert.equal(after(reloaded('scanned'), heard('expired')).phase, 'expired');
  });

  it('does not begin again what went on to the website', () => {
    assert.equal(after(reloaded('continued')).phase, 'continued');
  });

  it('keeps what the person had chosen', () => {
    assert.equal(after(reloaded('created', { sameDevice: true, shared: true })).sameDevice, true);
    assert.equal(after({ ...started, saved: { shared: true } }).effects[0].shared, true);
  });
});

describe('a shared computer', () => {
  const shared = [{ ...started, shared: true }, created(1, 'a')];

  it('keeps nothing after the end', () => {
    assert.deepEqual(after(...shared, heard('rejected')).effects, [{ type: 'forget-login' }, { type: 'forget-key' }]);
    assert.deepEqual(
      after(...shared, heard('approved'), { type: 'completed', redirectTo: '/' }).effects.map(effect => effect.type),
      ['forget-login', 'forget-key', 'redirect']);
  });

  it('is one for the next try too', () => {
    const { effects } = after(...shared, heard('rejected'), { type: 'restarted' });

    assert.deepEqual(effects.at(-1), { type: 'reload', shared: true, enteredCode: false, moreTime: false });
  });
});

describe('the person who cancels', () => {
  it('cancels the challenge', () => {
    const { phase, effects } = after(...CODE_SHOWN, { type: 'cancelled' });

    assert.equal(phase, 'cancelled');
    assert.deepEqual(effects, [{ type: 'cancel', id: 'a' }]);
  });

  it('also cancels the one that was asked for and is not there yet', () => {
    const { phase, effects } = after(started, { type: 'cancelled' }, created(1, 'a'));

    assert.equal(phase, 'cancelled');
    assert.deepEqual(effects, [{ type: 'cancel', id: 'a' }]);
  });
});

describe('a browser', () => {
  it('in which nobody can log in gets no challenge', () => {
    for (const obstacle of ['framed', 'embedded', 'unsupported', 'no-storage']) {
      const { phase, effects } = after({ ...started, obstacle });

      assert.equal(phase, obstacle);
      assert.deepEqual(effects, []);
    }
  });

  it('that keeps no cookie gets a notice', () => {
    const refused = { type: 'create-failed', request: 1, problem: { name: 'invalid-ticket', status: 401 } };

    assert.equal(after(started, refused).phase, 'no-storage');
  });

  it('without a connection shows it until the server answers again', () => {
    assert.equal(after(...CODE_SHOWN, { type: 'disconnected' }).disconnected, true);
    assert.equal(after(...CODE_SHOWN, { type: 'disconnected' }, { type: 'connected' }).disconnected, false);

    const { failure } = after(started, { type: 'create-failed', request: 1, problem: OFFLINE });
    assert.equal(failure, 'offline');
  });
});
