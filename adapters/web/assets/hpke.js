// SPDX-License-Identifier: EUPL-1.2
// Sealing a few bytes for the owner of a public key: RFC 9180 in base mode, one message per key agreement. DHKEM(P-256)
// or DHKEM(X25519), told apart by the length of the public key; HKDF-SHA256; AES-128-GCM. Everything that is secret
// happens inside WebCrypto. Reproduces tests/vectors/hpke.json.
import { fromBase64, joined, toBase64, utf8 } from './bytes.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */
/**
 * The two halves of a key pair; the public one as bytes (65 for P-256, uncompressed; 32 for X25519).
 * @typedef {{privateKey: CryptoKey, publicKey: Bytes}} KeyPair
 */
/** @typedef {{id: number, algorithm: EcKeyGenParams | Algorithm, name: string, bytes: number}} Kem */

const version = utf8('HPKE-v1');
const nothing = new Uint8Array(0);

/** @type {Kem[]} */
const kems = [
  { id: 0x0010, algorithm: { name: 'ECDH', namedCurve: 'P-256' }, name: 'ECDH', bytes: 65 },
  { id: 0x0020, algorithm: { name: 'X25519' }, name: 'X25519', bytes: 32 },
];

/** @param {Bytes} publicKey */
function kemOf(publicKey) {
  const found = kems.find(({ bytes }) => bytes === publicKey.length);
  if (!found) throw new TypeError('this is no public key');
  return found;
}

/** @param {number} value */
const twoBytes = (value) => Uint8Array.of(value >> 8, value & 0xff);

/**
 * @param {Bytes} key
 * @param {Bytes} data
 */
async function hmac(key, data) {
  // WebCrypto takes no empty key; HMAC fills a short one up with zeros, so this is the same one.
  const usable = key.length > 0 ? key : new Uint8Array(32);
  const made = await crypto.subtle.importKey('raw', usable, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', made, data));
}

/**
 * LabeledExtract of RFC 9180 §4.
 * @param {Bytes} suite
 * @param {Bytes} salt
 * @param {string} label
 * @param {Bytes} secret
 */
const extract = (suite, salt, label, secret) => hmac(salt, joined(version, suite, utf8(label), secret));

/**
 * LabeledExpand of RFC 9180 §4, for at most 32 bytes: one block is enough.
 * @param {Bytes} suite
 * @param {Bytes} key
 * @param {string} label
 * @param {Bytes} info
 * @param {number} length
 */
async function expand(suite, key, label, info, length) {
  const block = await hmac(key, joined(twoBytes(length), version, suite, utf8(label), info, Uint8Array.of(1)));
  return block.slice(0, length);
}

/**
 * @param {Kem} kem
 * @param {CryptoKey} own
 * @param {Bytes} other
 */
async function agree(kem, own, other) {
  const key = await crypto.subtle.importKey('raw', other, kem.algorithm, false, []);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: kem.name, public: key }, own, 256));
}

/**
 * Key and nonce of the one message, from what both sides agreed on.
 * @param {Kem} kem
 * @param {Bytes} agreed
 * @param {Bytes} enc
 * @param {Bytes} recipient
 * @param {Bytes} info
 */
async function schedule(kem, agreed, enc, recipient, info) {
  const kemSuite = joined(utf8('KEM'), twoBytes(kem.id));
  const agreedKey = await extract(kemSuite, nothing, 'eae_prk', agreed);
  const shared = await expand(kemSuite, agreedKey, 'shared_secret', joined(enc, recipient), 32);

  const suite = joined(utf8('HPKE'), twoBytes(kem.id), twoBytes(1), twoBytes(1));
  const context = joined(Uint8Array.of(0), await extract(suite, nothing, 'psk_id_hash', nothing),
    await extract(suite, nothing, 'info_hash', info));
  const secret = await extract(suite, shared, 'secret', nothing);
  const key = await expand(suite, secret, 'key', context, 16);
  const nonce = await expand(suite, secret, 'base_nonce', context, 12);
  return { key: await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt']), nonce };
}

/**
 * @param {Bytes} publicKey
 * @param {Kem} kem
 */
async function freshPair(publicKey, kem) {
  const made = await crypto.subtle.generateKey(kem.algorithm, true, ['deriveBits']);
  if (!('privateKey' in made)) throw new TypeError(`no key pair for ${publicKey.length} bytes`);
  return { privateKey: made.privateKey, publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', made.publicKey)) };
}

/** A new P-256 pair whose private half can be taken out, to be locked or split. */
export async function makeKeyPair() {
  const publicKey = new Uint8Array(65);
  return freshPair(publicKey, kemOf(publicKey));
}

/**
 * The pair of a private number. WebCrypto takes it together with its public point only.
 * @param {Bytes} secret 32 bytes
 * @param {Bytes} publicKey the point that belongs to it
 * @returns {Promise<KeyPair>}
 */
export async function keyPairOf(secret, publicKey) {
  const kem = kemOf(publicKey);
  const shape = kem.bytes === 65
    ? { kty: 'EC', crv: 'P-256', x: toBase64(publicKey.slice(1, 33)), y: toBase64(publicKey.slice(33)) }
    : { kty: 'OKP', crv: 'X25519', x: toBase64(publicKey) };
  const key = { ...shape, d: toBase64(secret) };
  return { privateKey: await crypto.subtle.importKey('jwk', key, kem.algorithm, true, ['deriveBits']), publicKey };
}

/**
 * The private number of a P-256 pair that may be taken out.
 * @param {KeyPair} pair
 */
export async function secretOf(pair) {
  const { d } = await crypto.subtle.exportKey('jwk', pair.privateKey);
  return fromBase64(d ?? '');
}

/**
 * @param {Bytes} recipient public key
 * @param {Bytes} info
 * @param {Bytes} associated
 * @param {Bytes} plain
 * @param {KeyPair} [ephemeral] for the test vectors; whoever seals something leaves it out
 * @returns {Promise<{enc: Bytes, sealed: Bytes}>} sealed: ciphertext and tag
 */
export async function seal(recipient, info, associated, plain, ephemeral) {
  const kem = kemOf(recipient);
  const { privateKey, publicKey: enc } = ephemeral ?? await freshPair(recipient, kem);
  const { key, nonce } = await schedule(kem, await agree(kem, privateKey, recipient), enc, recipient, info);
  const options = { name: 'AES-GCM', iv: nonce, additionalData: associated };
  return { enc, sealed: new Uint8Array(await crypto.subtle.encrypt(options, key, plain)) };
}

/**
 * @param {KeyPair} pair the recipient's
 * @param {Bytes} info
 * @param {Bytes} associated
 * @param {Bytes} enc
 * @param {Bytes} sealed
 * @returns {Promise<Bytes>} rejects when it was not sealed for this pair, or was changed
 */
export async function open(pair, info, associated, enc, sealed) {
  const kem = kemOf(pair.publicKey);
  const { key, nonce } = await schedule(kem, await agree(kem, pair.privateKey, enc), enc, pair.publicKey, info);
  const options = { name: 'AES-GCM', iv: nonce, additionalData: associated };
  return new Uint8Array(await crypto.subtle.decrypt(options, key, sealed));
}
