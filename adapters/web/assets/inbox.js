// SPDX-License-Identifier: EUPL-1.2
// The reporter's inbox: made with a code, opened with the same code. Its private key leaves the browser only when it is
// locked with what the code gives.
import { fromBase64, sha256, toBase64, toHex } from './bytes.js';
import { lock, openEnvelope, sealEnvelope, unlock } from './envelope.js';
import { makeKeyPair } from './hpke.js';
import { keysOf } from './receipt_code.js';

/** @typedef {import('./bytes.js').Bytes} Bytes */
/** @typedef {import('./envelope.js').Content} Content */
/** @typedef {{id: string, key: string, person?: string, name?: string}} Recipient key: base64url */
/** @typedef {{id: string, week: string, content: Content}} Reply */
/**
 * What POST open gives for a code that is known.
 * @typedef {{public_key: string, wrapped_key: string, sent: number, recipients: Recipient[], recovery: Recipient,
 *   replies: {id: string, week: string, body: string, sealed: string}[]}} Opened
 */

/** @type {Content} */
const unreadable = { kind: 'unreadable', n: 0 };

/** @param {Recipient[]} recipients */
const publicKeys = (recipients) => recipients.map(({ key }) => fromBase64(key));

/**
 * The body of POST inboxes.
 * @param {string} code
 * @param {Content} content the report
 * @param {Recipient[]} recipients chosen counsellors and the recovery key
 */
export async function newInbox(code, content, recipients) {
  const { name, token, wrap } = await keysOf(code);
  const id = await sha256(name);
  const pair = await makeKeyPair();
  const secret = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
  return {
    name: toBase64(name), token: toBase64(token), public_key: toBase64(pair.publicKey),
    wrapped_key: toBase64(await lock(wrap, secret, id)),
    envelope: await sealEnvelope({ inbox: toHex(id), from: 'reporter' }, content, publicKeys(recipients)),
  };
}

export class Inbox {
  /**
   * @param {string} code
   * @returns {Promise<Inbox>}
   */
  static async of(code) {
    const { name, token, wrap } = await keysOf(code);
    return new Inbox({ name: toBase64(name), token: toBase64(token) }, await sha256(name), wrap);
  }

  /**
   * @param {{name: string, token: string}} proof what every request of this inbox carries
   * @param {Bytes} id
   * @param {CryptoKey} wrap
   */
  constructor(proof, id, wrap) {
    this.proof = proof;
    this.id = id;
    this.wrap = wrap;
    this.sent = 0;
    /** @type {Recipient[]} */
    this.recipients = [];
    /** @type {Map<string, Reply>} */
    this.replies = new Map();
  }

  /**
   * Takes over what the server has now.
   * @param {Opened} opened
   * @returns {Promise<Reply[]>} what was not there before, in order
   */
  async take(opened) {
    const publicKey = fromBase64(opened.public_key);
    this.sent = Math.max(this.sent, opened.sent);
    this.recipients = [...opened.recipients, opened.recovery];
    const unseen = opened.replies.filter(({ id }) => !this.replies.has(id));
    if (unseen.length === 0) return [];
    const secret = await unlock(this.wrap, fromBase64(opened.wrapped_key), this.id);
    const privateKey = await crypto.subtle.importKey('pkcs8', secret, { name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']);
    /** @type {Reply[]} */
    const found = [];
    for (const { id, week, body, sealed } of unseen) {
      const place = { inbox: toHex(this.id), id, from: /** @type {const} */ ('counsellor') };
      // One that cannot be opened must not hide the others.
      const content = await openEnvelope(place, { body, sealed }, { privateKey, publicKey }).catch(() => unreadable);
      found.push({ id, week, content });
    }
    found.sort((one, other) => one.content.n - other.content.n);
    for (const reply of found) this.replies.set(reply.id, reply);
    return found;
  }

  /**
   * The body of POST messages.
   * @param {Omit<Content, 'n'> & {kind: string}} content
   */
  async message(content) {
    const numbered = { ...content, n: this.sent + 1 };
    const place = { inbox: toHex(this.id), from: /** @type {const} */ ('reporter') };
    return { ...this.proof, envelope: await sealEnvelope(place, numbered, publicKeys(this.recipients)) };
  }
}
