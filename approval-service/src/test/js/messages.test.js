import '../../../../libs/frontend/src/test/js/shared-modules.js';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

const APP = '../../main/resources/META-INF/resources/app';
const { advice, browser, claims, message, messageOf, minutes, risk, secondsBetween, started, when } =
  await import(`${APP}/messages.js`);
const { actionOf, approveLabel, fieldsOf, nothingDone, subjectOf } = await import(`${APP}/action-texts.js`);
const { describe: describeEntry } = await import(`${APP}/activity-messages.js`);

describe('what a website receives', () => {
  it('is one part of a sentence', () => {
    assert.equal(claims(['email']), 'Your email address');
    assert.equal(claims(['name', 'email', 'address']), 'Your name, your email address, and your address');
    assert.equal(claims([]), 'Only an account ID');
  });

  it('is not named twice', () => {
    assert.equal(claims(['email', 'email_verified']), 'Your email address');
    assert.equal(claims(['email_verified']), 'That your email address was checked');
  });

  it('is named by its code where the app does not know it', () => {
    assert.equal(claims(['shoe_size']), 'Shoe size');
  });
});

describe('an approval', () => {
  it('says what is asked', () => {
    assert.equal(actionOf('payment'), 'asks you to approve a payment');
    assert.equal(actionOf('sign-contract'), 'asks for: sign contract');
  });

  it('says where the browser is and how well it is known', () => {
    const at = { ip: '203.0.113.9', location: 'Lisbon' };

    assert.deepEqual(browser({ browser: { ...at, known: true } }),
      ['203.0.113.9 · Lisbon', 'You’ve used this browser before']);
    assert.deepEqual(
      browser({ browser: { ip: at.ip, known: false } }), ['203.0.113.9', 'First login from this browser']);
    assert.deepEqual(browser({ browser: { ...at, known: false }, risk: ['new_browser'] }), ['203.0.113.9 · Lisbon']);
    assert.match(browser({ browser: { ...at, shared: true }, risk: ['new_browser'] })[1], /will not be remembered/);
    assert.match(browser({ browser: { ...at, known: true, shared: true } })[1], /will not be remembered/);
  });

  it('says what to be sure of and what comes next', () => {
    assert.match(
      advice({ route: 'cross-device', check: 'typed-code' }), /in front of you\. Next, this phone shows six digits/);
    assert.match(advice({ route: 'same-device', check: 'return' }), /on this phone\.$/);
  });

  it('says that a website started it itself', () => {
    assert.match(advice({ route: 'backchannel', check: 'passkey' }), /dealing with them right now.*fingerprint/s);
  });

  it('is called a link or a picture if the app was given the code and did not scan it', () => {
    assert.match(risk('opened_by_link'), /^A link or a picture .* camera scanned no code/);
  });

  it('is not replaced by anything but a scan, and says so', () => {
    assert.match(message('problem.login-pending.text'), /only a scan with this app’s camera replaces it/);
  });

  it('names a risk that the app does not know by its code', () => {
    assert.match(risk('slow_scan'), /took long/);
    assert.equal(risk('odd_moon'), 'Odd moon');
  });
});

describe('what is approved', () => {
  const payment = fieldsOf({ details: [
    { name: 'amount', label: 'Amount', value: '42.50' }, { name: 'currency', label: 'Currency', value: 'EUR' },
    { name: 'payee', label: 'Payee', value: 'Harbour Rail' }] });

  it('is named by the button', () => {
    assert.equal(approveLabel('payment', payment), 'Pay €42.50');
    assert.equal(approveLabel('withdrawal', { amount: '5', currency: 'EUR' }), 'Approve €5.00');
    assert.equal(approveLabel('login', {}), 'Approve');
  });

  it('is named in one line', () => {
    assert.equal(subjectOf('payment', payment, 'Bank'), 'Payment of €42.50 to Harbour Rail');
    assert.equal(subjectOf('withdrawal', { amount: '5', currency: 'EUR' }, 'Bank'), 'Withdrawal of €5.00');
    assert.equal(subjectOf('add-payee', { payee: 'Harbour Rail' }, 'Bank'), 'New payee: Harbour Rail');
    assert.equal(subjectOf('sign-contract', {}, 'Bank'), 'Sign contract');
    assert.equal(subjectOf('login', {}, 'Bank'), 'Login to Bank');
    assert.equal(subjectOf(undefined, {}, 'Bank'), 'Login to Bank');
  });

  it('keeps its name however it ends', () => {
    const ofEach = key => ['login', 'payment', 'add-payee'].map(type => messageOf(type, key, { website: 'Bank' }));

    assert.deepEqual(ofEach('outcome.expired.title'),
      ['This login expired', 'This payment expired', 'This request expired']);
    assert.deepEqual(ofEach('take-back.stop'), ['Stop this login', 'Stop this payment', 'Stop this request']);
    assert.deepEqual(['login', 'payment', 'add-payee'].map(nothingDone),
      ['Nobody was logged in.', 'The payment was not approved.', 'Nothing was approved.']);
    for (const key of ['code.never.text', 'code.over.not-done', 'outcome.cancelled.wrong_code.text',
      'activity.disown.title', 'activity.disown.text', 'activity.disowned.title', 'activity.disowned.text']) {
      assert.doesNotMatch(messageOf('payment', key, { website: 'Bank' }), /this login|log(ged)? in/i, key);
    }
  });
});

describe('times', () => {
  const start = '2026-11-28T10:00:00Z';

  it('before the scan are rounded', () => {
    assert.equal(started(start, '2026-11-28T10:00:04Z'), 'Started just before you opened it');
    assert.equal(started(start, '2026-11-28T10:01:29Z'), 'Started 89 seconds before you opened it');
    assert.equal(started(start, '2026-11-28T10:01:30Z'), 'Started 2 minutes before you opened it');
  });

  it('that are left need no clock of the phone', () => {
    assert.equal(secondsBetween(start, '2026-11-28T10:05:00Z'), 300);
  });

  it('that are left have two digits of seconds', () => {
    assert.equal(minutes(65), '1:05');
    assert.equal(minutes(9), '0:09');
  });

  it('of the last day are said as their distance', () => {
    const ago = seconds => when(new Date(Date.now() - seconds * 1000).toISOString());

    assert.equal(ago(1), 'just now');
    assert.equal(ago(125), '2 minutes ago');
    assert.equal(ago(7300), '2 hours ago');
    assert.match(ago(90_000), /\d{4}/);
  });

  it('of another day is said with its date, also if it is less than a day away', context => {
    context.mock.timers.enable({ apis: ['Date'], now: new Date(2026, 10, 28, 18, 50) });

    assert.match(when(new Date(2026, 10, 28, 19, 50)), /^7:50\sPM$/);
    assert.match(when(new Date(2026, 10, 29, 18, 49)), /^Nov 29, 2026, 6:49\sPM$/);
  });
});

describe('an entry of the activity', () => {
  it('has a title and what is known about it', () => {
    assert.deepEqual(
      describeEntry({ kind: 'login', client_name: 'Bank', browser: 'Firefox', browser_ip: '203.0.113.9' }),
      { symbol: 'browser', title: 'Login to Bank', lines: ['Firefox · 203.0.113.9'] });
    assert.deepEqual(
      describeEntry({ kind: 'cancelled', client_name: 'Bank', reason: 'newer' }),
      { symbol: 'cross', title: 'Cancelled: Login to Bank', lines: ['A newer request replaced it.'] });
    assert.deepEqual(
      describeEntry({ kind: 'code_rejected', client_name: 'Bank' }),
      { symbol: 'notice', title: 'Wrong code for Bank', lines: ['It was typed into the browser.'] });
  });

  it('names what was approved, where it was not only a login', () => {
    const payment = { action: 'payment', action_details: { amount: '42.50', currency: 'EUR', payee: 'Harbour Rail' } };
    const entry = { client_name: 'Bank', ...payment };

    assert.deepEqual(
      describeEntry({ kind: 'login', browser: 'Firefox', browser_ip: '203.0.113.9', ...entry }),
      { symbol: 'browser', title: 'Payment of €42.50 to Harbour Rail', lines: ['Bank', 'Firefox · 203.0.113.9'] });
    assert.deepEqual(
      describeEntry({ kind: 'rejected', reason: 'not_me', ...entry }),
      { symbol: 'cross',
        title: 'Rejected: Payment of €42.50 to Harbour Rail',
        lines: ['Bank', 'You reported that this wasn’t you.'] });
  });

  it('says until when a browser needs no code, if it is still known', () => {
    const remembered = { kind: 'browser_remembered', browser: 'Firefox' };

    const [until] = describeEntry({ ...remembered, browser_expires_at: '2027-02-01T10:00:00Z' }).lines;
    assert.match(until, /^No code needed until .*2027/);
    assert.deepEqual(describeEntry(remembered).lines, []);
  });

  it('can do without a device’s name and without a reason', () => {
    assert.equal(describeEntry({ kind: 'device_added' }).title, 'A device was added');
    assert.deepEqual(describeEntry({ kind: 'rejected', client_name: 'Bank', reason: 'a_new_one' }).lines, []);
  });

  it('is named by its code where the app does not know it', () => {
    assert.deepEqual(describeEntry({ kind: 'moon_landing' }), { symbol: 'notice', title: 'moon landing', lines: [] });
  });
});
