// The QR code: a new frame each second, fetched a strip ahead and shown by the server's time. A frame is accepted for three
// seconds, so one that cannot be replaced in time is dimmed rather than left to be scanned in vain. On the device that the app is on,
// the same frame is a link.

import { frames } from './challenge.js';
import { serverNow } from './clock.js';

const ACCEPTED_MS = 3000;
const LOW_WATER = 4;

// The link for the app on this device, of this moment.
export async function linkNow(id) {
  return (await frames(id)).frames[0].content;
}

// Shows frames of the challenge, which has some until `deadline`, in `tile`, until the returned function is called; `onFrame`
// hears of each.
export function showFrames(id, deadline, tile, onFrame) {
  let strip = [];
  let shown;
  let timer;
  let fetching = false;
  let stopped = false;

  async function refill() {
    fetching = true;
    try {
      const answer = await frames(id);
      strip = answer.frames.map(frame => ({ from: Date.parse(frame.not_before), svg: frame.svg }));
    } catch {
      // The watch learns what became of the challenge; the next second asks again.
    } finally {
      fetching = false;
    }
  }

  async function draw(frame) {
    shown = frame.from;
    const image = new Image();
    image.alt = 'QR code of this login, to be scanned with the Doorway app on your phone';
    image.src = `data:image/svg+xml,${encodeURIComponent(frame.svg)}`;
    await image.decode();
    if (stopped) return;
    tile.replaceChildren(image);
    onFrame();
  }

  async function beat() {
    if (stopped) return;
    const last = strip.at(-1)?.from ?? 0;
    if (strip.length <= LOW_WATER && last + 1000 < deadline && !fetching && !document.hidden) {
      const refilled = refill();
      if (strip.length === 0) await refilled;
    }
    const now = serverNow();
    while (strip.length > 1 && strip[1].from <= now) strip.shift();
    if (strip.length && strip[0].from !== shown) await draw(strip[0]).catch(() => {});
    tile.classList.toggle('stale', shown !== undefined && now - shown >= ACCEPTED_MS);
    const next = strip[1]?.from ?? now + 1000;
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(beat, Math.max(20, Math.min(next - serverNow(), 1000)));
  }

  beat();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
