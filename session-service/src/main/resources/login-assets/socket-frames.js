// The frames that arrive with a new challenge and on its WebSocket, on their way to the QR code.

const listeners = new Map();
const latest = new Map();

/** Passes the frames of a message on, and keeps the last ones for a code that is not shown yet. */
export function receiveFrames(id, frames) {
  latest.clear();
  latest.set(id, frames);
  listeners.get(id)?.(frames);
}

/** Calls `listener` with the frames of the last message and of each later one, until the result is called. */
export function onFrames(id, listener) {
  listeners.set(id, listener);
  if (latest.has(id)) listener(latest.get(id));
  return () => listeners.delete(id);
}
