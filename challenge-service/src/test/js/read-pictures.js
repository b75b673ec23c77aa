// Reads QR codes in pictures with the reader of the phone app. Standard input: for each picture its side in pixels,
// 4 bytes, and the luminance of each pixel, 1 byte. Standard output: a line with the text for each, empty if there is
// none.

import decode from '../../../../libs/frontend/src/main/resources/vendor/qr/decode.js';

let input = Buffer.alloc(0);
for await (const chunk of process.stdin) {
  input = Buffer.concat([input, chunk]);
  for (let size = sizeOf(input); size && input.length >= size; size = sizeOf(input)) {
    process.stdout.write(`${read(input.subarray(4, size), input.readInt32BE(0))}\n`);
    input = input.subarray(size);
  }
}

function sizeOf(bytes) {
  return bytes.length < 4 ? undefined : 4 + bytes.readInt32BE(0) ** 2;
}

function read(luminance, side) {
  const data = new Uint8ClampedArray(side * side * 4);
  for (let i = 0; i < luminance.length; i++) data.fill(luminance[i], i * 4, i * 4 + 3).fill(255, i * 4 + 3, i * 4 + 4);
  try {
    return decode({ width: side, height: side, data });
  } catch {
    return '';
  }
}
