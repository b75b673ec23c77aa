// The server's time. A browser's own clock may be wrong by hours; what is asked of the server is dated by the server's.

let offset = 0;

// Takes the server's word for what time it was at `here`, a moment of performance.now().
export function setServerTime(text, here = performance.now()) {
  offset = Date.parse(text) - here;
}

// Milliseconds since 1970, by the server.
export function serverNow() {
  return performance.now() + offset;
}

// When the page's first byte arrived: the moment at which the server's time in it was true.
export function pageArrived() {
  const [navigation] = performance.getEntriesByType('navigation');
  return navigation ? navigation.responseStart : performance.now();
}
