// The QR code: a new frame each second, shown by the server's time. The first one arrives with the challenge, the
// others on the WebSocket; where that is blocked, and while the page's clock is in doubt, they are fetched. A frame is
// accepted for three seconds, so one that cannot be replaced in time is dimmed, and so is one whose age is in doubt. On
// the device that the app is on, a frame is a link.

import { frames } from './challenge.js';
import { isClockDoubtful, serverNow } from './clock.js';
import { message } from './messages.js';
import { svgOf } from './qr-drawing.js';
import { onFrames } from './socket-frames.js';

const ACCEPTED_MS = 3000;
const FRAME_MS = 1000;
/** Frames are fetched if none has arrived on the WebSocket for so long. */
const PATIENCE_MS = 1500;

/** The link that opens the app on this device, good for a few seconds. */
export async function currentLink(id) {
  return (await frames(id)).frames[0].content;
}

/**
 * Shows the challenge's frames in `tile` until the returned function is called; there are frames until `deadline`.
 * `onFrame` is called for each.
 */
export function showQrCode(id, deadline, tile, onFrame) {
  let queue = [];
  let shown;
  let timer;
  let fetching = false;
  let stopped = false;
  let arrived = performance.now();
  // The code of an earlier challenge.
  tile.classList.toggle('stale', tile.childElementCount > 0);

  async function refill() {
    fetching = true;
    try {
      enqueue((await frames(id)).frames);
    } catch {
      // The watch hears what became of the challenge; the next tick tries again.
    } finally {
      fetching = false;
    }
  }

  function enqueue(received) {
    const known = queue.at(-1)?.from ?? 0;
    const newer = received.map(frame => ({ ...frame, from: Date.parse(frame.not_before) }))
      .filter(({ from }) => from > known);
    queue.push(...newer);
  }

  function arrive(received) {
    arrived = performance.now();
    enqueue(received);
    if (!document.hidden) tick();
  }

  async function draw(frame) {
    shown = frame.from;
    const image = new Image();
    image.alt = message('qr');
    image.src = `data:image/svg+xml,${encodeURIComponent(frame.svg ?? svgOf(frame.content))}`;
    await image.decode();
    if (stopped) return;
    tile.replaceChildren(image);
    onFrame();
  }

  function isStale() {
    return shown !== undefined ? serverNow() - shown >= ACCEPTED_MS : tile.childElementCount > 0;
  }

  async function tick() {
    if (stopped) return;
    clearTimeout(timer);
    const last = queue.at(-1)?.from ?? 0;
    const isLow = performance.now() - arrived > PATIENCE_MS && last <= serverNow();
    const doubtful = isClockDoubtful();
    tile.classList.toggle('stale', isStale() || doubtful);
    const wanted = doubtful || (isLow && last + FRAME_MS < deadline);
    if (wanted && !fetching && !document.hidden) {
      const refilled = refill();
      if (queue.length === 0 || doubtful) await refilled;
    }
    if (stopped) return;
    const now = serverNow();
    while (queue.length > 1 && queue[1].from <= now) queue.shift();
    if (queue.length && queue[0].from !== shown) await draw(queue[0]).catch(() => {});
    if (stopped) return;
    tile.classList.toggle('stale', isStale() || isClockDoubtful());
    const next = queue[1]?.from ?? now + FRAME_MS;
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(tick, Math.max(20, Math.min(next - serverNow(), FRAME_MS)));
  }

  document.addEventListener('visibilitychange', tick);
  tick();
  const unsubscribe = onFrames(id, arrive);
  return () => {
    stopped = true;
    unsubscribe();
    document.removeEventListener('visibilitychange', tick);
    clearTimeout(timer);
  };
}
