import '../../../../libs/frontend/src/test/js/shared-modules.js';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

const CONSOLE = '../../main/resources/META-INF/resources/audit/console';
const { Logins } = await import(`${CONSOLE}/logins.js`);

let uid = 0;

function record(type, more = {}) {
  const { challenge = 'c', version = 1, doorway = {}, ...members } = more;
  uid += 1;
  return {
    time: 1000,
    severity_id: 1,
    status_id: 1,
    status_code: '',
    message: type,
    metadata: { uid: `r${uid}`, correlation_uid: challenge, sequence: version },
    unmapped: { doorway: { type, ...doorway } },
    ...members,
  };
}

function entryAfter(...records) {
  const logins = new Logins();
  for (const each of records) logins.add(each);
  return logins.all()[0];
}

describe('the entry of an alarm', () => {
  it('is an alarm with the severity and the reason of its record', () => {
    const { outcome, severity, happened } = entryAfter(record('RecordsSetAside', {
      challenge: undefined, class_uid: 2004, severity_id: 4, status_detail: 'no_mac', message: 'Records were set aside',
    }));

    assert.equal(outcome, 'alarm');
    assert.equal(severity, 4);
    assert.equal(happened, 'Records were set aside (no mac)');
  });
});

describe('the entry of a login', () => {
  it('follows the state with the newest version, in whatever order the events arrive', () => {
    const { state, outcome, reached } = entryAfter(
      record('ChallengeScanned', { version: 2 }), record('ChallengeCreated', { version: 1 }));

    assert.equal(state, 'scanned');
    assert.equal(outcome, 'open');
    assert.equal(reached, 2);
  });

  it('names a payment with its amount and payee, and no login', () => {
    const fields = { amount: '42.50', currency: 'EUR', payee: 'Harbour Rail' };
    const actionAfter = doorway =>
      entryAfter(record('ChallengeCreated', { doorway }), record('ChallengeScanned')).action;

    assert.equal(actionAfter({ action: 'payment', action_details: fields }), 'Payment: €42.50 to Harbour Rail');
    assert.equal(actionAfter({ action: 'sign-contract' }), 'sign contract');
    assert.equal(actionAfter({ action: 'login' }), null);
  });

  it('ends as the login ended', () => {
    const outcomes = { Consumed: 'in', Rejected: 'refused', Cancelled: 'ended', Expired: 'ended' };
    for (const [type, outcome] of Object.entries(outcomes)) {
      assert.equal(entryAfter(record(`Challenge${type}`)).outcome, outcome);
    }
  });

  it('shows the browser’s address and not the phone’s', () => {
    const { ip } = entryAfter(
      record('ChallengeCreated', { doorway: { browser_ip: '203.0.113.9' } }),
      record('ChallengeScanned', { version: 2, src_endpoint: { ip: '198.51.100.7' } }));

    assert.equal(ip, '203.0.113.9');
  });

  it('counts refused attempts and says why', () => {
    const status = { status_id: 2, status_code: 'WRONG_CODE', status_detail: 'not-you' };
    const { refusals, happened } = entryAfter(
      record('ChallengeCreated'), record('AttemptRefused', { ...status, message: 'Refused' }));

    assert.equal(refusals, 1);
    assert.equal(happened, 'Refused (not you: wrong code)');
  });

  it('does not take a record twice', () => {
    const logins = new Logins();
    const created = record('ChallengeCreated');

    assert.ok(logins.add(created));
    assert.equal(logins.add(created), undefined);
    assert.deepEqual(logins.counts(), { open: 1, in: 0, refused: 0, ended: 0 });
  });
});

it('the console keeps the newest five hundred entries', () => {
  const logins = new Logins();
  for (let i = 0; i < 510; i += 1) logins.add(record('ChallengeCreated', { challenge: `c${i}` }));

  assert.equal(logins.all().length, 500);
  assert.equal(logins.get('c0'), undefined);
  assert.equal(logins.all()[0].key, 'c509');
});
