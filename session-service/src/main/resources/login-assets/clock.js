// The server's time, by one rule for the whole page. A browser's clock may be wrong by hours, and it stands still while
// some computers sleep, so each answer and message of the server corrects it.

const DOUBT_MS = 1000;
const TICK_MS = 1000;

let offset = -Infinity;
let wallClock;

/**
 * Takes `text` as the server's time. It was read between `sent` and `received`, moments of performance.now(); a message
 * that was not asked for has no `sent` and may be old, so it moves the clock forward only.
 */
export function setServerTime(text, { sent = -Infinity, received = performance.now() } = {}) {
  const time = Date.parse(text);
  if (Number.isNaN(time)) return;
  offset = Math.min(Math.max(offset, time - received), time - sent);
  if (sent !== -Infinity) wallClock = Date.now() - performance.now();
}

/** Milliseconds since 1970 by the server's clock. */
export function serverNow() {
  return performance.now() + offset;
}

/** Whether the browser's two clocks have moved apart since the last answer: the computer slept, or one was changed. */
export function isClockDoubtful() {
  return Math.abs(Date.now() - performance.now() - wallClock) > DOUBT_MS;
}

/** When the page was requested and its first byte arrived: between these the server's time in the page was read. */
export function pageRequest() {
  const [navigation] = performance.getEntriesByType('navigation');
  return navigation ? { sent: navigation.requestStart, received: navigation.responseStart } : { sent: 0 };
}

/** A time that is left, as people read it: seconds, and from 100 on minutes and seconds. `number` writes a number. */
export function timeLeft(seconds, number) {
  if (seconds < 100) return number(seconds);
  const rest = seconds % 60;
  return `${number(Math.floor(seconds / 60))}:${rest < 10 ? number(0) : ''}${number(rest)}`;
}

/** Calls `action` at once, each second and when the page becomes visible, until the returned function is called. */
export function everySecond(action) {
  const timer = setInterval(action, TICK_MS);
  document.addEventListener('visibilitychange', action);
  action();
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', action);
  };
}
