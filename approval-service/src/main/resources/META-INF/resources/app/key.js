// This phone's identity: a P-256 key that the browser keeps and never lets out, and the name it is known by.

const ECDSA_P256 = { name: 'ECDSA', namedCurve: 'P-256' };

/** A new key. The private half cannot be exported, by this page or any other. */
export function newKey() {
  return crypto.subtle.generateKey(ECDSA_P256, false, ['sign', 'verify']);
}

/** The public half, as the four members of a JWK. */
export async function publicJwk(pair) {
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  return { kty, crv, x, y };
}

/** What was kept: {privateKey, credentialId, account}, or undefined if this phone is not enrolled. */
export const identity = () => inStore('readonly', store => store.get('me'));

export const keepIdentity = me => inStore('readwrite', store => store.put(me, 'me'));

export const forgetIdentity = () => inStore('readwrite', store => store.delete('me'));

function inStore(mode, work) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('doorway', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('identity');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const transaction = database.transaction('identity', mode);
      const request = work(transaction.objectStore('identity'));
      transaction.oncomplete = () => { database.close(); resolve(request.result); };
      transaction.onabort = () => { database.close(); reject(transaction.error); };
    };
  });
}
