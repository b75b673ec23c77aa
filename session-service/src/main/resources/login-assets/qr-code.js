// The QR code: a new frame each second, fetched several at a time and shown by the server's time. A frame is accepted
// for three seconds, so one that cannot be replaced in time is dimmed, and so is one whose age is in doubt. On the
// device that the app is on, a frame is a link.

import { frames } from './challenge.js';
import { isClockDoubtful, serverNow } from './clock.js';
import { message } from './messages.js';

const ACCEPTED_MS = 3000;
const FRAME_MS = 1000;
/** Frames are fetched when no more than this many are left. */
const LOW_WATER = 4;

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
  // The code of an earlier challenge.
  tile.classList.toggle('stale', tile.childElementCount > 0);

  async function refill() {
    fetching = true;
    try {
      const answer = await frames(id);
      queue = answer.frames.map(frame => ({ from: Date.parse(frame.not_before), svg: frame.svg }));
    } catch {
      // The watch hears what became of the challenge; the next tick tries again.
    } finally {
      fetching = false;
    }
  }

  async function draw(frame) {
    shown = frame.from;
    const image = new Image();
    image.alt = message('qr');
    image.src = `data:image/svg+xml,${encodeURIComponent(frame.svg)}`;
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
    const doubtful = isClockDoubtful();
    tile.classList.toggle('stale', isStale() || doubtful);
    const isLow = queue.length <= LOW_WATER && last + FRAME_MS < deadline;
    if ((isLow || doubtful) && !fetching && !document.hidden) {
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
  return () => {
    stopped = true;
    document.removeEventListener('visibilitychange', tick);
    clearTimeout(timer);
  };
}
