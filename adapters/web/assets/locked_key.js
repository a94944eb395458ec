// SPDX-License-Identifier: EUPL-1.2
// A counsellor's private key, locked with a passphrase. Layout: 1 (the version), rounds in four bytes (big-endian), 16
// bytes of salt, then nonce, ciphertext and tag of AES-256-GCM; associated data: the public key.
import { fromBase64, joined, randomBytes, toBase64, utf8 } from './bytes.js';
import { lock, unlock } from './envelope.js';
import { makeKeyPair } from './hpke.js';
import { randomCharacters } from './receipt_code.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */

const rounds = 600_000;
const saltBytes = 16;
const headBytes = 5;
/** Fewest characters of a passphrase. */
export const leastCharacters = 16;

/** 100 random bits in four groups: too many to be tried, few enough to be written down. */
export const proposedPassphrase = () => (randomCharacters(20).match(/.{5}/g) ?? []).join('-');

/**
 * @param {string} passphrase
 * @param {Bytes} salt
 * @param {number} iterations
 */
async function keyFrom(passphrase, salt, iterations) {
  const source = await crypto.subtle.importKey('raw', utf8(passphrase.normalize('NFKC').trim()), 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, source,
    { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/**
 * @param {string} passphrase
 * @returns {Promise<{key: string, locked_key: string}>} the body of POST desk/keys
 */
export async function makeLockedKey(passphrase) {
  const pair = await makeKeyPair();
  const secret = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
  const salt = randomBytes(saltBytes);
  const head = new Uint8Array(headBytes);
  head[0] = 1;
  new DataView(head.buffer).setUint32(1, rounds);
  const locked = await lock(await keyFrom(passphrase, salt, rounds), secret, pair.publicKey);
  return { key: toBase64(pair.publicKey), locked_key: toBase64(joined(head, salt, locked)) };
}

/**
 * @param {string} passphrase
 * @param {{key: string, locked_key: string}} own as kept by the server
 * @returns {Promise<import('./hpke.js').KeyPair | null>} null when the passphrase is another
 */
export async function openLockedKey(passphrase, own) {
  const publicKey = fromBase64(own.key);
  const bytes = fromBase64(own.locked_key);
  const iterations = new DataView(bytes.buffer).getUint32(1);
  // A server that was broken into cannot make the browser try a passphrase cheaply, or for ever.
  if (bytes[0] !== 1 || iterations < rounds || iterations > 100 * rounds) throw new TypeError('this is no locked key');
  const salt = bytes.slice(headBytes, headBytes + saltBytes);
  try {
    const secret = await unlock(await keyFrom(passphrase, salt, iterations), bytes.slice(headBytes + saltBytes), publicKey);
    const algorithm = { name: 'ECDH', namedCurve: 'P-256' };
    return { privateKey: await crypto.subtle.importKey('pkcs8', secret, algorithm, false, ['deriveBits']), publicKey };
  } catch {
    return null;
  }
}
