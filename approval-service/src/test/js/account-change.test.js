import '../../../../libs/frontend/src/test/js/shared-modules.js';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

const APP = '../../main/resources/META-INF/resources/app';
const { registrationText, removalText } = await import(`${APP}/account-change.js`);

const identity = { credentialId: 'me', account: 'ada', privateKey: {} };

describe('a change that a passkey confirms', () => {
  it('is canonical JSON of this removal and the nonce', () => {
    assert.equal(removalText(identity, 'other', 'n'),
      '{"by":"me","change":"remove-device","device":"other","nonce":"n"}');
  });

  it('is canonical JSON of the hash of this attestation and the nonce', async () => {
    // SHA-256 of "abc"
    assert.equal(await registrationText(identity, { attestation_object: 'YWJj' }, 'n'),
      '{"attestation_object":"ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0",'
        + '"by":"me","change":"add-passkey","nonce":"n"}');
  });
});
