// Signals that end a request. AbortSignal.any() and AbortSignal.timeout() are newer than the oldest browsers that are
// supported.

/** A signal that aborts after `milliseconds`, or as soon as one of `signals` does. */
export function abortSignal(milliseconds, ...signals) {
  const controller = new AbortController();
  const abort = () => {
    clearTimeout(timer);
    for (const signal of signals) signal.removeEventListener('abort', abort);
    controller.abort();
  };
  const timer = milliseconds === Infinity ? undefined : setTimeout(abort, milliseconds);
  for (const signal of signals) {
    signal.addEventListener('abort', abort);
    if (signal.aborted) abort();
  }
  return controller.signal;
}
