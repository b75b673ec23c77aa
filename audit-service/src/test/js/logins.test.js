import '../../../../libs/frontend/src/test/js/shared-modules.js';
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { describe, it } from 'node:test';

const CONSOLE = '../../main/resources/META-INF/resources/audit/console';
const { Logins, titleOf } = await import(`${CONSOLE}/logins.js`);
const { hasMessage } = await import(`${CONSOLE}/messages.js`);

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

describe('the actor of an entry', () => {
  it('is an operator with a token, or a person with a device', () => {
    const byOperator = entryAfter(record('AttemptRefused', {
      challenge: undefined, actor: { user: { uid: 'helpdesk-7' }, session: { uid: 'token' } },
    }));
    const byPerson = entryAfter(record('DeviceRevoked', {
      challenge: undefined, actor: { user: { uid: 'alice', credential_uid: 'cred-7Lm2' } },
    }));

    assert.deepEqual([byOperator.operator, byOperator.device], ['helpdesk-7', null]);
    assert.deepEqual([byPerson.operator, byPerson.device], [null, 'cred-7Lm2']);
  });

  it('of a changed registration is the website, without an account', () => {
    const { website, account } = entryAfter(record('ClientRegistrationChanged', {
      challenge: undefined, entity: { uid: 'demo-bank' }, doorway: { client: 'demo-bank' },
    }));

    assert.equal(website, 'demo-bank');
    assert.equal(account, null);
  });
});

describe('the entry of an alarm', () => {
  it('is an alarm with the severity and the reason of its record', () => {
    const { outcome, severity, happened } = entryAfter(record('RecordsSetAside', {
      challenge: undefined, class_uid: 2004, severity_id: 4, status_detail: 'no_mac', message: 'Other words',
    }));

    assert.equal(outcome, 'alarm');
    assert.equal(severity, 4);
    assert.equal(happened, 'Records that could not be processed were kept for inspection (no MAC)');
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

  it('of a payment is a request by the website, and nothing about it is called a login', () => {
    const service = { name: 'Harbour Bank' };
    const doorway = { action: 'payment' };
    for (const type of ['Created', 'Scanned', 'Approved', 'Consumed', 'Rejected', 'Cancelled', 'Expired']) {
      const entry = entryAfter(record(`Challenge${type}`, { service, doorway }));

      assert.equal(titleOf(entry), 'Request by Harbour Bank');
      assert.doesNotMatch(entry.happened, /log/i);
    }
    assert.equal(titleOf(entryAfter(record('ChallengeCreated', { service }))), 'Login at Harbour Bank');
    assert.equal(titleOf(entryAfter(record('DeviceRevoked'))), 'Event');
  });

  it('ends as the login ended', () => {
    const outcomes = { Consumed: 'in', Rejected: 'refused', Cancelled: 'ended', Expired: 'ended' };
    for (const [type, outcome] of Object.entries(outcomes)) {
      assert.equal(entryAfter(record(`Challenge${type}`)).outcome, outcome);
    }
  });

  it('is disowned once its person has said so, in whatever order the events arrive', () => {
    const disowned = () => record('LoginDisowned', { version: 0 });
    const consumed = () => record('ChallengeConsumed', { version: 4 });
    for (const records of [[consumed(), disowned()], [disowned(), consumed()], [disowned()]]) {
      const { outcome, happened } = entryAfter(...records);

      assert.equal(outcome, 'disowned');
      assert.equal(happened, 'The person said that this was not them');
    }
  });

  it('shows the browser’s address and not the phone’s', () => {
    const { ip } = entryAfter(
      record('ChallengeCreated', { doorway: { browser_ip: '203.0.113.9' } }),
      record('ChallengeScanned', { version: 2, src_endpoint: { ip: '198.51.100.7' } }));

    assert.equal(ip, '203.0.113.9');
  });

  it('counts refused attempts and says why', () => {
    const { refusals, happened } = entryAfter(
      record('ChallengeCreated'),
      record('AttemptRefused', { status_id: 2, doorway: { attempt: 'consume', reason: 'expired' } }));

    assert.equal(refusals, 1);
    assert.equal(happened, 'Completing the login refused: too late');
  });

  it('does not take a record twice', () => {
    const logins = new Logins();
    const created = record('ChallengeCreated');

    assert.ok(logins.add(created));
    assert.equal(logins.add(created), undefined);
    assert.deepEqual(logins.counts(), { open: 1, in: 0, disowned: 0, refused: 0, ended: 0 });
  });
});

describe('the entry of a refused attempt', () => {
  const refused = doorway => entryAfter(record('AttemptRefused', {
    challenge: undefined,
    status_id: 2,
    service: { uid: 'demo-bank' },
    src_endpoint: { ip: '198.51.100.7' },
    doorway,
  }));

  it('has its reason, client and source', () => {
    const { happened, website, ip, outcome } = refused({ attempt: 'redeem', reason: 'client_not_authenticated' });

    assert.equal(happened, 'Redeeming a code refused: unknown client, or wrong client secret or assertion');
    assert.equal(website, 'demo-bank');
    assert.equal(ip, '198.51.100.7');
    assert.equal(outcome, 'refused');
  });

  it('has words for every attempt and reason of the events', async () => {
    const schema = '../../../../libs/protocol/src/main/resources/io/doorway/protocol/event/AttemptRefused.json';
    const { properties } = JSON.parse(await readFile(new URL(schema, import.meta.url), 'utf8'));
    for (const attempt of properties.attempt.enum) {
      for (const reason of properties.reason.enum) {
        const words = { attempt: hasMessage(`attempt.${attempt}`), reason: hasMessage(`reason.${reason}`) };
        assert.deepEqual(words, { attempt: true, reason: true }, `${attempt}, ${reason}`);
      }
    }
  });
});

it('the console has words for every event, and shows one that it does not know by its description', async () => {
  const schemas = '../../../../libs/protocol/src/main/resources/io/doorway/protocol/event/';
  const types = (await readdir(new URL(schemas, import.meta.url))).map(name => name.replace('.json', ''));

  assert.deepEqual(types.filter(type => !hasMessage(`event.${type}`)), []);
  assert.equal(entryAfter(record('LaterEvent', { message: 'Something new' })).happened, 'Something new');
});

it('the console keeps the newest five hundred entries', () => {
  const logins = new Logins();
  for (let i = 0; i < 510; i += 1) logins.add(record('ChallengeCreated', { challenge: `c${i}` }));

  assert.equal(logins.all().length, 500);
  assert.equal(logins.get('c0'), undefined);
  assert.equal(logins.all()[0].key, 'c509');
});
