// Caches the app's files, so that it opens at once and can say what is wrong where there is no network. A file is
// fetched from the server if it answers; the cache is for when it does not. Calls of the phone API are neither
// intercepted nor cached.

// The build writes the digest of the app's files and their names.
const DIGEST = '@digest@';
const ASSETS = `/app/assets/${DIGEST}/`;
const CACHE = `doorway-${DIGEST}`;
const FILES = ['/app/', '/app/icon.svg', '/app/manifest.webmanifest', ...['@files@'].map(name => ASSETS + name)];

self.addEventListener('install', event => {
  self.skipWaiting();
  event.waitUntil(caches.open(CACHE).then(cache => cache.addAll(FILES)));
});

self.addEventListener('activate', event => event.waitUntil(removeOldVersions().then(() => self.clients.claim())));

self.addEventListener('fetch', event => {
  const { method, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== self.location.origin || !isCached(pathname)) return;
  event.respondWith(fromServerOrCache(event.request, pathname));
});

/** The texts of languages other than English, and the reader of QR codes, are cached when they are used. */
function isCached(pathname) {
  return FILES.includes(pathname) || pathname.startsWith(ASSETS);
}

/** A page that is still open may need a file of the version before. The names are in the order of their creation. */
async function removeOldVersions() {
  const names = await caches.keys();
  await Promise.all(names.slice(0, -2).map(name => caches.delete(name)));
}

async function fromServerOrCache(request, pathname) {
  try {
    const response = await fetch(request);
    if (!response.ok) return await caches.match(pathname) ?? response;
    await (await caches.open(CACHE)).put(pathname, response.clone());
    return response;
  } catch {
    return caches.match(pathname);
  }
}
