// The language menu. A choice is remembered in a cookie, which decides about nothing else, and the page is loaded
// again.

const COOKIE = '__Host-doorway-language';
const YEAR_SECONDS = 365 * 24 * 3600;

document.addEventListener('click', event => {
  const chosen = event.target.closest('[data-language]')?.dataset.language;
  if (!chosen) return;
  document.cookie = `${COOKIE}=${chosen}; Path=/; Max-Age=${YEAR_SECONDS}; Secure; SameSite=Lax`;
  location.reload();
});
