// SPDX-License-Identifier: EUPL-1.2
// Draws the two icons of the Teams app: node packaging/teams/draw_icons.mjs. The PNGs are committed; this is how they
// were made. Both show the speech bubble of adapters/web/assets/icon.svg, on the canvas of 32 by 32 of that drawing.
import { writeFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';

const purple = [0x4d, 0x14, 0xf0];
const white = [255, 255, 255];

/** How far outside the bubble a point is; negative inside. */
function outside(x, y) {
  const [left, top, right, bottom, round] = [2, 4, 30, 24, 4];
  const dx = Math.max(left + round - x, x - (right - round), 0);
  const dy = Math.max(top + round - y, y - (bottom - round), 0);
  const inner = Math.min(Math.max(left - x, x - right, top - y, y - bottom), 0);
  const body = dx > 0 && dy > 0 ? Math.hypot(dx, dy) - round : Math.max(left - x, x - right, top - y, y - bottom, inner);
  // The tail hangs below: left of it x = 8, right of it the line from (15, 24) to (8, 30).
  const tail = Math.max(8 - x, 20 - y, (6 * (x - 15) + 7 * (y - 24)) / Math.hypot(6, 7));
  return Math.min(body, tail);
}

const on_a_dot = (x, y) => [10, 16, 22].some((middle) => Math.hypot(x - middle, y - 14) < 1.8);

/** Pixels of `size` by `size`; `paint(x, y)` says the colour of a point and whether it is opaque. */
function png(size, paint) {
  const fine = 8;
  const rows = Buffer.alloc(size * (1 + size * 4));
  for (let row = 0; row < size; ++row) {
    for (let column = 0; column < size; ++column) {
      const sum = [0, 0, 0, 0];
      for (let part = 0; part < fine * fine; ++part) {
        const [colour, opaque] = paint(column + ((part % fine) + 0.5) / fine, row + (Math.floor(part / fine) + 0.5) / fine);
        if (!opaque) continue;
        for (const channel of [0, 1, 2]) sum[channel] += colour[channel];
        sum[3] += 1;
      }
      const at = row * (1 + size * 4) + 1 + column * 4;
      // Colour is that of the opaque points alone, so that an edge does not turn grey.
      for (const channel of [0, 1, 2]) rows[at + channel] = sum[3] === 0 ? 255 : Math.round(sum[channel] / sum[3]);
      rows[at + 3] = Math.round((255 * sum[3]) / (fine * fine));
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type, data) {
  const named = Buffer.concat([Buffer.from(type), data]);
  let crc = 0xffffffff;
  for (const byte of named) {
    crc ^= byte;
    for (let bit = 0; bit < 8; ++bit) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  const written = Buffer.alloc(named.length + 8);
  written.writeUInt32BE(data.length, 0);
  named.copy(written, 4);
  written.writeUInt32BE(~crc >>> 0, named.length + 4);
  return written;
}

/** Teams cuts the corners of the colour icon as it likes: the drawing keeps to the middle 120 of 192. */
function colour(x, y) {
  const [at_x, at_y] = [((x - 36) * 32) / 120, ((y - 36) * 32) / 120 + 1];
  return [outside(at_x, at_y) < 0 && !on_a_dot(at_x, at_y) ? white : purple, true];
}

const outline = (x, y) => [white, (outside(x, y) < 0 && outside(x, y) > -2) || on_a_dot(x, y)];

writeFileSync(new URL('color.png', import.meta.url), png(192, colour));
writeFileSync(new URL('outline.png', import.meta.url), png(32, outline));
