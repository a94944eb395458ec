// SPDX-License-Identifier: EUPL-1.2
// The code of the postbox (docs/postbox.md, "The code"): 20 characters that carry 100 random bits and two that show a
// slip of the pen. The check characters also guard the sheets of the recovery key (recovery.js).
import { randomBytes, utf8 } from './bytes.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */
/** @typedef {{name: Bytes, token: Bytes, wrap: CryptoKey}} CodeKeys */

/** Crockford's base 32: no I, L, O and U. */
export const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const length = 20;
const salt = utf8('meldmaat postbox v1');

/**
 * The value of the digits modulo 1021, a prime: one wrong character, or two neighbours that changed places, always
 * give another value.
 * @param {string} digits
 * @param {number} [start] distinguishes things that must not be taken for each other
 */
export function checkCharacters(digits, start = 0) {
  let value = start;
  for (const digit of digits) value = (value * 32 + alphabet.indexOf(digit)) % 1021;
  return alphabet.charAt(value >> 5) + alphabet.charAt(value & 31);
}

/** @param {number} count */
export const randomCharacters = (count) => Array.from(randomBytes(count), (byte) => alphabet.charAt(byte & 31)).join('');

export function makeCode() {
  const digits = randomCharacters(length);
  return digits + checkCharacters(digits);
}

/** @param {string} code */
export const groupsOf = (code) => code.match(/.{1,5}/g) ?? [];

/** @param {string} code */
export const inGroups = (code) => groupsOf(code).join('-');

/**
 * What somebody typed, as it was meant: case and width folded, O for 0, I and L for 1, no spaces and dashes.
 * @param {string} typed
 */
export function normalised(typed) {
  return typed.normalize('NFKC').toUpperCase().replace(/[\s\p{Pd}\u2212]/gu, '').replaceAll('O', '0').replace(/[IL]/g, '1');
}

/**
 * Whether this is digits with the right check characters behind them.
 * @param {string} text normalised
 * @param {number} digits
 * @param {number} [start]
 */
export function isChecked(text, digits, start = 0) {
  return text.length === digits + 2 && [...text].every((letter) => alphabet.includes(letter)) &&
    checkCharacters(text.slice(0, digits), start) === text.slice(digits);
}

/**
 * @param {string} typed
 * @returns {string | null} the 22 characters; null when this cannot be a code
 */
export function readCode(typed) {
  const text = normalised(typed);
  return isChecked(text, length) ? text : null;
}

/**
 * @param {string} code as readCode gives it
 * @returns {Promise<CodeKeys>}
 */
export async function keysOf(code) {
  const source = await crypto.subtle.importKey('raw', utf8(code.slice(0, length)), 'HKDF', false, ['deriveBits']);
  /** @type {(info: string, bytes: number) => Promise<Bytes>} */
  const derive = async (info, bytes) => new Uint8Array(await crypto.subtle.deriveBits(
    { name: 'HKDF', hash: 'SHA-256', salt, info: utf8(info) }, source, bytes * 8));
  return {
    name: await derive('name', 16),
    token: await derive('token', 32),
    wrap: await crypto.subtle.importKey('raw', await derive('wrap', 32), 'AES-GCM', false, ['encrypt', 'decrypt']),
  };
}
