// The server's time. A browser's clock may be wrong by hours, so what the server checks is dated with the server's
// time.

let offset = 0;

/** Takes `text` as the server's time at the moment `at` of performance.now(). */
export function setServerTime(text, at = performance.now()) {
  offset = Date.parse(text) - at;
}

/** Milliseconds since 1970 by the server's clock. */
export function serverNow() {
  return performance.now() + offset;
}

/**
 * The moment of performance.now() at which the page's first byte arrived: when the server's time in the page was true.
 */
export function pageArrived() {
  const [navigation] = performance.getEntriesByType('navigation');
  return navigation ? navigation.responseStart : performance.now();
}
