// Keeps the app's shell, so that it opens at once and says what is wrong where there is no network. It never sees a message of
// the phone, and keeps no reply: only the files named here, always the server's where it answers.

const SHELL = 'doorway-shell';
const FILES = [
  '/app/', '/app/doorway.css', '/app/icon.svg', '/app/manifest.webmanifest',
  '/app/main.js', '/app/dom.js', '/app/key.js', '/app/server.js', '/app/words.js', '/app/code.js', '/app/scanner.js', '/app/evidence.js',
  '/app/screens/welcome.js', '/app/screens/enrol.js', '/app/screens/home.js', '/app/screens/scanner.js',
  '/app/screens/approval.js', '/app/screens/results.js', '/app/screens/section.js', '/app/screens/confirm.js',
  '/app/screens/devices.js', '/app/screens/activity.js', '/app/screens/browsers.js', '/app/happenings.js', '/app/screens/countdown.js',
  '/app/screens/domain.js', '/app/screens/handover.js',
  '/app/screens/passkeys.js', '/app/passkey.js', '/app/base64url.js',
];

self.addEventListener('install', event => {
  self.skipWaiting();
  event.waitUntil(caches.open(SHELL).then(cache => cache.addAll(FILES)));
});

self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', event => {
  const { method, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== self.location.origin || !FILES.includes(pathname)) return;
  event.respondWith(fetch(event.request).then(async fresh => {
    if (fresh.ok) await (await caches.open(SHELL)).put(pathname, fresh.clone());
    return fresh;
  }).catch(() => caches.match(pathname)));
});
