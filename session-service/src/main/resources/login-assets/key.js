// The browser's key. Its private half is made here, cannot be exported, and outlives a reload in IndexedDB, so that a
// login which was started in this browser can be continued in this browser and nowhere else.

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' };
// Not the phone app's database, which may be in this browser too.
const DATABASE = 'doorway-login';
const STORE = 'keys';
const NAME = 'browser';

export async function browserKey() {
  const fresh = await crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']);
  const pair = await keepFirst(fresh);
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  return { privateKey: pair.privateKey, jwk: { kty, crv, x, y } };
}

// Whoever logs in here next has another key.
export async function forgetKey() {
  await inStore(store => opened(store.delete(NAME)));
}

// Two tabs may come here at once: whoever stores first wins, and both use that key.
function keepFirst(fresh) {
  return inStore(async store => {
    const kept = await opened(store.get(NAME));
    if (!kept) await opened(store.put(fresh, NAME));
    return kept ?? fresh;
  });
}

async function inStore(work) {
  const database = await opened(upgrading(indexedDB.open(DATABASE, 1)));
  try {
    return await work(database.transaction(STORE, 'readwrite').objectStore(STORE));
  } finally {
    database.close();
  }
}

function upgrading(request) {
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return request;
}

function opened(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('the database is blocked'));
  });
}
