// SPDX-License-Identifier: EUPL-1.2
// The recovery key: its private number exists on two sheets of paper only, each of which alone is noise. A sheet is the
// 32 bytes in the alphabet of the code, 52 characters, and two check characters that know which sheet it is.
import { randomBytes } from './bytes.js';
import { keyPairOf, makeKeyPair, secretOf } from './hpke.js';
import { alphabet, checkCharacters, isChecked, normalised } from './receipt_code.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */
/** @typedef {1 | 2} Sheet */

const digits = 52;

/**
 * @param {Bytes} one
 * @param {Bytes} other
 */
const mixed = (one, other) => Uint8Array.from(one, (byte, at) => byte ^ (other[at] ?? 0));

/**
 * @param {Bytes} half
 * @param {Sheet} sheet
 */
export function onPaper(half, sheet) {
  let value = half.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n) << 4n;
  let text = '';
  for (let at = 0; at < digits; ++at) {
    text = alphabet.charAt(Number(value & 31n)) + text;
    value >>= 5n;
  }
  return text + checkCharacters(text, sheet);
}

/**
 * @param {string} typed
 * @param {Sheet} sheet
 * @returns {Bytes | null} null when this is not what stands on that sheet
 */
export function fromPaper(typed, sheet) {
  const text = normalised(typed);
  if (!isChecked(text, digits, sheet)) return null;
  let value = [...text.slice(0, digits)].reduce((sum, digit) => (sum << 5n) | BigInt(alphabet.indexOf(digit)), 0n) >> 4n;
  const half = new Uint8Array(32);
  for (let at = 31; at >= 0; --at) {
    half[at] = Number(value & 255n);
    value >>= 8n;
  }
  return half;
}

/** A new recovery key: what the server gets, and what the two sheets say. */
export async function makeRecovery() {
  const pair = await makeKeyPair();
  const first = randomBytes(32);
  const second = mixed(await secretOf(pair), first);
  return { publicKey: pair.publicKey, sheets: [onPaper(first, 1), onPaper(second, 2)] };
}

/**
 * @param {Bytes} first
 * @param {Bytes} second
 * @param {Bytes} publicKey of the recovery key
 * @returns {Promise<import('./hpke.js').KeyPair | null>} null when the sheets belong to another key
 */
export async function fromSheets(first, second, publicKey) {
  try {
    const pair = await keyPairOf(mixed(first, second), publicKey);
    return await fits(pair) ? pair : null;
  } catch {
    return null;
  }
}

/**
 * Not every browser looks whether a private number and a public point belong together: both ways of agreeing with a
 * fresh pair must give the same.
 * @param {import('./hpke.js').KeyPair} pair
 */
async function fits(pair) {
  const probe = await makeKeyPair();
  const algorithm = { name: 'ECDH', namedCurve: 'P-256' };
  const own = await crypto.subtle.importKey('raw', pair.publicKey, algorithm, false, []);
  const other = await crypto.subtle.importKey('raw', probe.publicKey, algorithm, false, []);
  const one = new Uint8Array(await crypto.subtle.deriveBits({ name: 'ECDH', public: other }, pair.privateKey, 256));
  const two = new Uint8Array(await crypto.subtle.deriveBits({ name: 'ECDH', public: own }, probe.privateKey, 256));
  return one.every((byte, at) => byte === two[at]);
}
