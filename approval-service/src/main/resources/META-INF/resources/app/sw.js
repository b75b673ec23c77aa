// Caches the app's files, so that it opens at once and can say what is wrong where there is no network. A file is
// fetched from the server if it answers; the cache is for when it does not. Calls of the phone API are neither
// intercepted nor cached.

const CACHE = 'doorway-shell';
const FILES = [
  '/app/',
  '/app/action-texts.js',
  '/app/account-change.js',
  '/app/activity-messages.js',
  '/app/api.js',
  '/app/doorway.css',
  '/app/icon.svg',
  '/app/fingerprint.js',
  '/app/identity.js',
  '/app/languages.js',
  '/app/login-page.js',
  '/app/main.js',
  '/app/manifest.webmanifest',
  '/app/messages.js',
  '/app/messages/en-account.js',
  '/app/messages/en-enrol.js',
  '/app/messages/en-scan.js',
  '/app/messages/en.js',
  '/app/passkey.js',
  '/app/qr-code.js',
  '/app/screen.js',
  '/app/screens.css',
  '/app/screens/accounts.js',
  '/app/screens/activity.js',
  '/app/screens/add-device.js',
  '/app/screens/approval.js',
  '/app/screens/browsers.js',
  '/app/screens/components.js',
  '/app/screens/confirmation-code.js',
  '/app/screens/devices.js',
  '/app/screens/enrol.js',
  '/app/screens/enrolled.js',
  '/app/screens/enter-code.js',
  '/app/screens/home.js',
  '/app/screens/join.js',
  '/app/screens/link.js',
  '/app/screens/newcomer.js',
  '/app/screens/other-ways.js',
  '/app/screens/outcome.js',
  '/app/screens/passkeys.js',
  '/app/screens/rename.js',
  '/app/screens/results.js',
  '/app/screens/scanner.js',
  '/app/screens/take-back.js',
  '/app/screens/this-browser.js',
  '/app/screens/welcome.js',
  '/app/shared/abort.js',
  '/app/shared/backoff.js',
  '/app/shared/base64url.js',
  '/app/shared/dom.js',
  '/app/shared/jws.js',
  '/app/shared/keys.js',
  '/app/shared/languages.js',
  '/app/shared/messages.js',
  '/app/shared/money.js',
  '/app/shared/problem.js',
  '/app/shared/tokens.css',
  '/app/wanted-login.js',
];

self.addEventListener('install', event => {
  self.skipWaiting();
  event.waitUntil(caches.open(CACHE).then(cache => cache.addAll(FILES)));
});

self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', event => {
  const { method, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== self.location.origin || !isCached(pathname)) return;
  event.respondWith(fromServerOrCache(event.request, pathname));
});

/** The texts of languages other than English are cached when they are used. */
function isCached(pathname) {
  return FILES.includes(pathname) || /^\/app\/messages\//.test(pathname);
}

async function fromServerOrCache(request, pathname) {
  try {
    const response = await fetch(request);
    if (response.ok) await (await caches.open(CACHE)).put(pathname, response.clone());
    return response;
  } catch {
    return caches.match(pathname);
  }
}
