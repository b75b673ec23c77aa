// The camera, until it sees a QR code.

const EVERY_MS = 120;
const LONGEST_SIDE = 900;

/** Opens the camera on the far side of the phone and shows it in the video. */
export async function openCamera(video) {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } },
  });
  video.srcObject = stream;
  await video.play();
  return () => stream.getTracks().forEach(track => track.stop());
}

/** Reads codes off the video and hands each to {@code seen}, until {@code stopped} says so. */
export async function watch(video, seen, stopped) {
  const read = await reader();
  while (!stopped()) {
    const text = video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA ? await read(video) : undefined;
    if (text && !stopped()) seen(text);
    await new Promise(resolve => setTimeout(resolve, EVERY_MS));
  }
}

/** The browser's own reader where it has one; otherwise the vendored one. */
async function reader() {
  const formats = await globalThis.BarcodeDetector?.getSupportedFormats().catch(() => []);
  if (formats?.includes('qr_code')) {
    const detector = new BarcodeDetector({ formats: ['qr_code'] });
    return async video => (await detector.detect(video).catch(() => []))[0]?.rawValue;
  }
  const { default: decode } = await import('./vendor/qr/decode.js');
  const canvas = document.createElement('canvas');
  const pixels = canvas.getContext('2d', { willReadFrequently: true });
  return video => {
    const scale = Math.min(1, LONGEST_SIDE / Math.max(video.videoWidth, video.videoHeight));
    canvas.width = video.videoWidth * scale;
    canvas.height = video.videoHeight * scale;
    pixels.drawImage(video, 0, 0, canvas.width, canvas.height);
    try {
      return decode(pixels.getImageData(0, 0, canvas.width, canvas.height));
    } catch {
      return undefined;
    }
  };
}
