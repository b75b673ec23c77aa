// This phone's identity: a key that the browser keeps and does not export, and the credential id that the server gave
// it.

import { keyStore } from './shared/keys.js';
import { message } from './messages.js';

const store = keyStore('doorway', 'identity');
const NAME = 'me';

/** `{ privateKey, credentialId, account }`, or undefined if this phone is not enrolled. */
export function loadIdentity() {
  return store.get(NAME);
}

export function saveIdentity(identity) {
  return store.put(identity, NAME);
}

export function removeIdentity() {
  return store.remove(NAME);
}

const DEVICES = [
  [/iPhone/, 'device-name.iphone'],
  [/iPad/, 'device-name.ipad'],
  [/Android/, 'device-name.android'],
  [/Macintosh/, 'device-name.mac'],
  [/Windows/, 'device-name.windows'],
  [/CrOS/, 'device-name.chromebook'],
  [/Linux/, 'device-name.linux'],
];

/** The name to suggest for this device: its model, or else its kind. */
export async function deviceName() {
  const hints = navigator.userAgentData;
  const model = hints?.mobile && (await hints.getHighEntropyValues(['model']).catch(() => ({}))).model;
  if (model) return model;
  const [, key] = DEVICES.find(([pattern]) => pattern.test(navigator.userAgent)) ?? [];
  return message(key ?? 'device-name.other');
}
