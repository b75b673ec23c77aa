// Reads QR codes with the camera and from pictures.

import { sleep } from './shared/backoff.js';

const EVERY_MS = 120;
const LONGEST_SIDE = 900;
/** A screenshot shows the code small, a photograph shows it large and noisy. */
const PICTURE_SIDES = [2400, LONGEST_SIDE];

/** What is at an address of this Doorway: the frame of a login, or the code of an invitation. */
const KINDS = { login: /^\/Q\/([0-9A-Z]+)$/, enrolment: /^\/app\/enrol#([\w-]+)$/ };

/**
 * What a QR code of this Doorway says: `{ kind: 'login' | 'enrolment', value }`. Undefined for every other text:
 * another origin, another path, or anything before or after it. The origin is the same in either case, and in the code
 * of a login it is in upper case.
 */
export function parse(text) {
  const { origin } = location;
  const isOurs = /^[!-~]+$/.test(text) && text.slice(0, origin.length).toLowerCase() === origin;
  if (!isOurs) return undefined;
  const rest = text.slice(origin.length);
  const kind = Object.keys(KINDS).find(name => KINDS[name].test(rest));
  return kind && { kind, value: rest.match(KINDS[kind])[1] };
}

/** Opens the camera on the back of the phone and shows it in the video. Returns a function that closes it. */
export async function openCamera(video) {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } },
  });
  video.srcObject = stream;
  await video.play();
  return () => stream.getTracks().forEach(track => track.stop());
}

/** Reads QR codes from the video and calls `onText` with the text of each, until `isStopped` returns true. */
export async function readCodes(video, onText, isStopped) {
  const detect = await detector();
  while (!isStopped()) {
    const text = video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA ? await detect(video) : undefined;
    if (text && !isStopped()) onText(text);
    await sleep(EVERY_MS);
  }
}

/** The text of the QR code in a picture, undefined if there is none. Rejects if the file is no picture. */
export async function readPicture(file) {
  const picture = await createImageBitmap(file);
  const detect = await detector();
  try {
    for (const longestSide of PICTURE_SIDES) {
      const text = await detect(picture, longestSide);
      if (text) return text;
    }
    return undefined;
  } finally {
    picture.close();
  }
}

/** The browser's own detector if it has one, else the vendored one. It reads a video or a picture. */
async function detector() {
  const formats = await globalThis.BarcodeDetector?.getSupportedFormats().catch(() => []);
  if (formats?.includes('qr_code')) {
    const native = new BarcodeDetector({ formats: ['qr_code'] });
    return async image => (await native.detect(image).catch(() => []))[0]?.rawValue;
  }
  const { default: decode } = await import('./shared/vendor/qr/decode.js');
  const canvas = document.createElement('canvas');
  const pixels = canvas.getContext('2d', { willReadFrequently: true });
  return (image, longestSide = LONGEST_SIDE) => {
    const { videoWidth: width = image.width, videoHeight: height = image.height } = image;
    const scale = Math.min(1, longestSide / Math.max(width, height));
    canvas.width = width * scale;
    canvas.height = height * scale;
    pixels.drawImage(image, 0, 0, canvas.width, canvas.height);
    try {
      return decode(pixels.getImageData(0, 0, canvas.width, canvas.height));
    } catch {
      return undefined;
    }
  };
}
