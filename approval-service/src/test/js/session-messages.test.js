import '../../../../libs/frontend/src/test/js/shared-modules.js';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

const APP = '../../main/resources/META-INF/resources/app';
const { browserOf, linesOf } = await import(`${APP}/session-messages.js`);

const before = minutes => new Date(Date.now() - minutes * 60_000 - 1000).toISOString();

describe('a session', () => {
  const session = {
    browser: 'Firefox on Linux',
    location: 'Lisbon',
    websites: ['Harbour Bank', 'Harbour Rail'],
    started_at: before(120),
    last_used_at: before(5),
    expires_at: before(-2 * 24 * 60),
  };

  it('says at which websites, since when, from where, and until when', () => {
    const [websites, used, location, until] = linesOf(session);

    assert.equal(websites, 'at Harbour Bank and Harbour Rail');
    assert.equal(used, 'used 5 minutes ago, began 2 hours ago');
    assert.equal(location, 'Lisbon');
    assert.match(until, /^no phone needed until .*\d/);
  });

  it('has words for what is not known', () => {
    assert.equal(browserOf(session), 'Firefox on Linux');
    assert.equal(browserOf({}), 'A browser');
    assert.equal(linesOf({ ...session, location: undefined }).length, 3);
  });
});
