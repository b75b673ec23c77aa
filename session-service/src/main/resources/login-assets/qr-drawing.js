/*! The QR encoder is qr 0.7.0, Copyright (c) 2023 Paul Miller, used under the MIT licence: vendor/qr/LICENSE-MIT */

// Draws the address in a frame as a QR code, exactly as the server does where a page cannot: in the smallest version,
// with the highest level of error correction that this version has room for, and a fixed mask (ADR 0030).

import encode from './shared/vendor/qr/index.js';

const QUIET_ZONE = 4;
const MASK = 3;
const LEVELS = ['high', 'quartile', 'medium', 'low'];

/** The level for addresses of this length. */
const levels = new Map();

/** A square SVG, dark on white, with the quiet zone that readers require. */
export function svgOf(content) {
  const rows = encode(content, 'raw', { ecc: levelFor(content), mask: MASK, border: QUIET_ZONE });
  const size = rows.length;
  const path = rows.slice(QUIET_ZONE, -QUIET_ZONE).map((row, i) => strokes(row, i + QUIET_ZONE)).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">`
    + `<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path stroke="#000" d="${path}"/></svg>`;
}

/** One stroke for each run of dark modules, at a distance from the one before. */
function strokes(row, y) {
  let path = `M0 ${y}.5`;
  let drawn = 0;
  for (let x = 0; x < row.length; x++) {
    const start = x;
    while (row[x]) x++;
    if (x === start) continue;
    path += `m${start - drawn} 0h${x - start}`;
    drawn = x;
  }
  return path;
}

function levelFor(content) {
  const { length } = content;
  if (!levels.has(length)) {
    const sizeAt = ecc => encode(content, 'raw', { ecc, mask: MASK }).length;
    levels.set(length, LEVELS.find(level => sizeAt(level) === sizeAt('low')));
  }
  return levels.get(length);
}
