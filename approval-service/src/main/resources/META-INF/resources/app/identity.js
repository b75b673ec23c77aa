// This phone's identities, one for each account that it is enrolled for: a key that the browser keeps and does not
// export, and the credential id that the server gave it. One identity is in use, which scans and approves.

import { keyStore } from './shared/keys.js';
import { message } from './messages.js';

const store = keyStore('doorway', 'identity');
/** The name of the identity in use. The others are stored under their credential ids. */
const IN_USE = 'me';
const PROBE = 'probe';

/** The identity in use, `{ privateKey, credentialId, account }`, or undefined if this phone is not enrolled. */
export function loadIdentity() {
  return store.get(IN_USE);
}

/** Rejected if this browser stores nothing: an enrolment would use up its invitation and keep no key. */
export async function checkStorage() {
  if (await loadIdentity()) return;
  await store.put({}, PROBE);
  await store.remove(PROBE);
}

/** The identities that are not in use. */
export async function otherIdentities() {
  const inUse = await loadIdentity();
  // A change that was interrupted leaves an identity twice.
  const others = new Map((await store.all()).map(identity => [identity.credentialId, identity]));
  others.delete(inUse?.credentialId);
  return [...others.values()].sort((a, b) => a.account.localeCompare(b.account));
}

/** All identities, the one in use first. */
export async function identities() {
  const inUse = await loadIdentity();
  return inUse ? [inUse, ...await otherIdentities()] : [];
}

/** Stores an identity beside those that this phone has, and uses it. No key is replaced. */
export async function useIdentity(identity) {
  const before = await loadIdentity();
  if (before && before.credentialId !== identity.credentialId) await store.put(before, before.credentialId);
  await store.put(identity, IN_USE);
  await store.remove(identity.credentialId);
}

/** Removes the identity in use. Another one is used if there is one. */
export async function removeIdentity() {
  const removed = await loadIdentity();
  const [next] = await otherIdentities();
  if (next) await useIdentity(next);
  else await store.remove(IN_USE);
  if (removed) await store.remove(removed.credentialId);
}

/** Asks the browser not to delete the keys when it needs space. It may refuse or ask the person. */
export async function keepStored() {
  return await navigator.storage?.persist?.().catch(() => false) ?? false;
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
