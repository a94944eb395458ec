// SPDX-License-Identifier: EUPL-1.2
// Envelopes of the postbox (docs/postbox.md, "An envelope"): one message, padded, sealed with a key of its own; that key
// sealed to every recipient. What an envelope belongs to is associated data, so it opens nowhere else.
import { fromBase64, fromHex, joined, randomBytes, sha256, toBase64, toHex, utf8 } from './bytes.js';
import { open, seal } from './hpke.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */
/** @typedef {import('./hpke.js').KeyPair} KeyPair */
/** @typedef {{kind: string, n: number, [field: string]: unknown}} Content */
/** @typedef {{to: string, sealed: string}} SealedKey to: id of the recipient's key; sealed: base64url */
/** @typedef {{id: string, body: string, keys: SealedKey[]}} Envelope as it goes over the wire */
/** @typedef {{inbox: string, id: string, from: 'reporter' | 'counsellor'}} Place hexadecimal ids */

const sizes = [2048, 8192, 32_768];
const info = utf8('meldmaat postbox v1');
const nonceBytes = 12;

export class TooLong extends Error {}

/** @param {Content} content */
export function padded(content) {
  const text = utf8(JSON.stringify(content));
  const size = sizes.find((bytes) => bytes >= text.length + 4);
  if (size === undefined) throw new TooLong('this does not fit in the largest envelope');
  const all = new Uint8Array(size);
  new DataView(all.buffer).setUint32(0, text.length);
  all.set(text, 4);
  return all;
}

/**
 * @param {Bytes} bytes
 * @returns {Content}
 */
export function unpadded(bytes) {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  if (length > bytes.length - 4) throw new TypeError('the envelope says it holds more than it does');
  const content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(4, 4 + length)));
  if (typeof content !== 'object' || content === null || typeof content.kind !== 'string' || !Number.isSafeInteger(content.n)) {
    throw new TypeError('the envelope holds no message');
  }
  return content;
}

/** @param {Bytes} publicKey */
export const keyId = async (publicKey) => toHex((await sha256(publicKey)).slice(0, 16));

/** @param {Place} place */
const associated = ({ inbox, id, from }) =>
  joined(fromHex(inbox), fromHex(id), Uint8Array.of(from === 'counsellor' ? 1 : 0));

/**
 * @param {Bytes} key
 * @param {'encrypt' | 'decrypt'} use
 */
const contentKey = (key, use) => crypto.subtle.importKey('raw', key, 'AES-GCM', false, [use]);

/**
 * Nonce, ciphertext and tag.
 * @param {CryptoKey} key
 * @param {Bytes} plain
 * @param {Bytes} additionalData
 */
export async function lock(key, plain, additionalData) {
  const iv = randomBytes(nonceBytes);
  return joined(iv, new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, plain)));
}

/**
 * @param {CryptoKey} key
 * @param {Bytes} locked as lock gives it
 * @param {Bytes} additionalData
 */
export async function unlock(key, locked, additionalData) {
  const options = { name: 'AES-GCM', iv: locked.slice(0, nonceBytes), additionalData };
  return new Uint8Array(await crypto.subtle.decrypt(options, key, locked.slice(nonceBytes)));
}

/**
 * @param {Bytes} key
 * @param {Bytes} recipient
 * @param {Bytes} place
 * @returns {Promise<SealedKey>}
 */
async function sealedKey(key, recipient, place) {
  const { enc, sealed } = await seal(recipient, info, place, key);
  return { to: await keyId(recipient), sealed: toBase64(joined(enc, sealed)) };
}

/**
 * @param {Place} place
 * @param {string} sealed
 * @param {KeyPair} pair
 */
async function openedKey(place, sealed, pair) {
  const bytes = fromBase64(sealed);
  const encBytes = pair.publicKey.length;
  return open(pair, info, associated(place), bytes.slice(0, encBytes), bytes.slice(encBytes));
}

export const freshId = () => toHex(randomBytes(16));

/**
 * @param {{inbox: string, from: Place['from']}} place
 * @param {Content} content
 * @param {Bytes[]} recipients public keys
 * @returns {Promise<Envelope>}
 */
export async function sealEnvelope({ inbox, from }, content, recipients) {
  const id = freshId();
  const place = associated({ inbox, id, from });
  const key = randomBytes(32);
  const body = await lock(await contentKey(key, 'encrypt'), padded(content), place);
  const keys = await Promise.all(recipients.map((recipient) => sealedKey(key, recipient, place)));
  return { id, body: toBase64(body), keys };
}

/**
 * @param {Place} place
 * @param {{body: string, sealed: string}} envelope sealed: the key, sealed for this pair
 * @param {KeyPair} pair
 * @returns {Promise<Content>} rejects when it was not meant for this pair or this place
 */
export async function openEnvelope(place, { body, sealed }, pair) {
  const key = await contentKey(await openedKey(place, sealed, pair), 'decrypt');
  return unpadded(await unlock(key, fromBase64(body), associated(place)));
}

/**
 * The key of an envelope that `pair` opens, for one recipient more.
 * @param {Place} place
 * @param {string} sealed
 * @param {KeyPair} pair
 * @param {Bytes} recipient
 */
export async function resealed(place, sealed, pair, recipient) {
  return sealedKey(await openedKey(place, sealed, pair), recipient, associated(place));
}
