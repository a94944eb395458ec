// SPDX-License-Identifier: EUPL-1.2
// The little work that the postbox asks of every request, so that a flood costs whoever makes it (docs/postbox.md).

/**
 * @param {Uint8Array} hash
 * @param {number} bits
 */
function beginsWithZeros(hash, bits) {
  for (let bit = 0; bit < bits; ++bit) {
    if (((hash[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) return false;
  }
  return true;
}

/**
 * The first number with which the hash of salt and number begins with so many zero bits.
 * @param {string} salt
 * @param {number} bits
 */
export async function solve(salt, bits) {
  const encoder = new TextEncoder();
  for (let nonce = 0; ; ++nonce) {
    const hash = await crypto.subtle.digest('SHA-256', encoder.encode(`${salt}:${nonce}`));
    if (beginsWithZeros(new Uint8Array(hash), bits)) return String(nonce);
  }
}

/** @returns {Promise<string>} value of the header Postbox-Work for one request */
export async function workForOneRequest() {
  const response = await fetch('/postvak/api/work', { cache: 'no-store' });
  if (!response.ok) throw new Error(`no work: ${response.status}`);
  const { salt, bits } = await response.json();
  return `${salt} ${await solve(salt, bits)}`;
}
