/** Counts whole seconds down by elapsed time, never by this phone's clock, which may be wrong. Returns what stops it. */
export function countDown(seconds, each, over) {
  const began = performance.now();
  const tick = () => {
    const left = Math.ceil(seconds - (performance.now() - began) / 1000);
    if (left > 0) return each(left);
    stop();
    return over();
  };
  const timer = setInterval(tick, 1000);
  const stop = () => clearInterval(timer);
  tick();
  return stop;
}
