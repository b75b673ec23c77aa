import '../../../../libs/frontend/src/test/js/shared-modules.js';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

const APP = '../../main/resources/META-INF/resources/app';
const { action, advice, browser, claims, minutes, risk, started, when } = await import(`${APP}/messages.js`);
const { describe: describeEntry } = await import(`${APP}/activity-messages.js`);

describe('what a website receives', () => {
  it('is one part of a sentence', () => {
    assert.equal(claims(['email']), 'Your email address');
    assert.equal(claims(['name', 'email', 'address']), 'Your name, your email address, and your address');
    assert.equal(claims([]), 'Nothing but that it is you');
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
    assert.equal(action('payment'), 'asks you to approve a payment');
    assert.equal(action('sign-contract'), 'asks for: sign contract');
  });

  it('says where the browser is and how well it is known', () => {
    const at = { ip: '203.0.113.9', location: 'Lisbon' };

    assert.deepEqual(browser({ browser: { ...at, known: true } }),
      ['203.0.113.9 · Lisbon', 'Known: you typed a code into it before']);
    assert.deepEqual(browser({ browser: { ip: at.ip, known: false } }), ['203.0.113.9', 'New to your account']);
    assert.match(browser({ browser: { ...at, known: true, shared: true } })[1], /will not be remembered/);
  });

  it('says what to be sure of and what comes next', () => {
    assert.match(advice({ route: 'cross-device', check: 'typed-code' }), /in front of you\. Then you will be shown/);
    assert.match(advice({ route: 'same-device', check: 'return' }), /on this phone\.$/);
  });

  it('names a risk that the app does not know by its code', () => {
    assert.match(risk('slow_scan'), /took long/);
    assert.equal(risk('odd_moon'), 'Odd moon');
  });
});

describe('times', () => {
  const start = '2026-11-28T10:00:00Z';

  it('before the scan are rounded', () => {
    assert.equal(started(start, '2026-11-28T10:00:04Z'), 'Started just before you scanned');
    assert.equal(started(start, '2026-11-28T10:01:29Z'), 'Started 89 seconds before you scanned');
    assert.equal(started(start, '2026-11-28T10:01:30Z'), 'Started 2 minutes before you scanned');
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
});

describe('an entry of the activity', () => {
  it('has a title and what is known about it', () => {
    assert.deepEqual(
      describeEntry({ kind: 'login', client_name: 'Bank', browser: 'Firefox', browser_ip: '203.0.113.9' }),
      { symbol: 'browser', title: 'Login to Bank', lines: ['Firefox · 203.0.113.9'] });
    assert.deepEqual(
      describeEntry({ kind: 'cancelled', client_name: 'Bank', reason: 'newer' }),
      { symbol: 'cross', title: 'Login to Bank stopped', lines: ['A newer login took its place.'] });
    assert.deepEqual(
      describeEntry({ kind: 'code_rejected', client_name: 'Bank' }),
      { symbol: 'notice', title: 'Wrong code for Bank', lines: ['It was typed into the browser.'] });
  });

  it('can do without a device’s name and without a reason', () => {
    assert.equal(describeEntry({ kind: 'device_added' }).title, 'A device was added');
    assert.deepEqual(describeEntry({ kind: 'rejected', client_name: 'Bank', reason: 'a_new_one' }).lines, []);
  });

  it('is named by its code where the app does not know it', () => {
    assert.deepEqual(describeEntry({ kind: 'moon_landing' }), { symbol: 'notice', title: 'moon landing', lines: [] });
  });
});
