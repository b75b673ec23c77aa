// ES256 key pairs whose private half cannot be exported, and the IndexedDB stores that hold them.

const ECDSA_P256 = { name: 'ECDSA', namedCurve: 'P-256' };
const TIMEOUT_MS = 3000;

/** A new key pair; no page can export the private half. */
export function newKeyPair() {
  return crypto.subtle.generateKey(ECDSA_P256, false, ['sign', 'verify']);
}

/** The public half as the four required members of an EC JWK (RFC 7518 section 6.2.1). */
export async function publicJwk(pair) {
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  return { kty, crv, x, y };
}

/**
 * One object store of an IndexedDB database of version 1. Each call is one transaction; every function returns a
 * promise that is rejected if the browser refuses to store anything or does not answer within three seconds.
 */
export function keyStore(database, store) {
  return {
    get: name => inStore(database, store, 'readonly', objects => objects.get(name)),
    all: () => inStore(database, store, 'readonly', objects => objects.getAll()),
    put: (value, name) => inStore(database, store, 'readwrite', objects => objects.put(value, name)),
    remove: name => inStore(database, store, 'readwrite', objects => objects.delete(name)),
    /** The stored value, or else `value`, which is stored. Two tabs that call this at once get the same one. */
    async getOrPut(value, name) {
      let kept;
      // A transaction that may write excludes every other one.
      await inStore(database, store, 'readwrite', objects => {
        const stored = objects.get(name);
        stored.onsuccess = () => {
          kept = stored.result ?? value;
          if (!stored.result) objects.put(value, name);
        };
        return stored;
      });
      return kept;
    },
  };
}

function inStore(databaseName, storeName, mode, request) {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('the database does not answer')), TIMEOUT_MS);
    const opening = indexedDB.open(databaseName, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(storeName);
    opening.onerror = () => reject(opening.error);
    opening.onblocked = () => reject(new Error('the database is blocked'));
    opening.onsuccess = () => {
      const database = opening.result;
      try {
        const transaction = database.transaction(storeName, mode);
        const answer = request(transaction.objectStore(storeName));
        transaction.oncomplete = () => resolve(answer.result);
        transaction.onabort = () => reject(transaction.error);
      } catch (error) {
        reject(error);
      } finally {
        // Takes effect when the transaction is complete.
        database.close();
      }
    };
  });
}
