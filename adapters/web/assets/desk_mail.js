// SPDX-License-Identifier: EUPL-1.2
// What a counsellor's key opens, and who else may: no page and no server in here.
import { fromBase64 } from './bytes.js';
import { openEnvelope, resealed } from './envelope.js';

/** @typedef {import('./envelope.js').Content} Content */
/** @typedef {import('./envelope.js').SealedKey} SealedKey */
/** @typedef {import('./hpke.js').KeyPair} KeyPair */
/** @typedef {{id: string, key: string}} PublicKey key: base64url */
/** @typedef {PublicKey & {person: string, name: string}} Recipient */
/** @typedef {{person: string, name: string, has_key: boolean, keys: string[]}} Colleague keys: all they ever had */
/**
 * @typedef {{own: (PublicKey & {locked_key: string}) | null, recovery: PublicKey | null, recipients: Recipient[],
 *   people: Colleague[]}} Keys what GET desk/keys gives
 */
/**
 * @typedef {{id: string, from: 'reporter' | 'counsellor', week: string, body: string, keys: SealedKey[]}} StoredEnvelope
 * @typedef {{id: string, public_key: string | null, envelopes: StoredEnvelope[]}} StoredInbox what GET desk/inboxes gives
 */
/** @typedef {{id: string, from: 'reporter' | 'counsellor', week: string, content: Content | null}} Letter */
/** @typedef {{inbox: StoredInbox, letters: Letter[], readable: boolean, unread: number, handOn: string}} Mail */
/** @typedef {Record<string, SealedKey[]>} NewKeys by envelope id */

/** @param {Content} content */
const seenBy = (content) => (Number.isSafeInteger(content.seen) ? Number(content.seen) : 0);

/**
 * Nothing tells what came first within a week, but every answer says how far its writer had read.
 * @param {Letter} letter
 */
function placeOf({ from, content }) {
  if (!content) return [Number.MAX_SAFE_INTEGER, 0, 0];
  return from === 'reporter' ? [content.n, 0, 0] : [seenBy(content), 1, content.n];
}

/**
 * @param {Letter} one
 * @param {Letter} other
 */
function byPlace(one, other) {
  const [a, b] = [placeOf(one), placeOf(other)];
  return a.map((value, at) => value - (b[at] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

/** @param {Letter[]} letters in order */
function handOnOf(letters) {
  const choices = letters.flatMap(({ from, content }) => {
    if (from !== 'reporter' || !content) return [];
    if (content.kind === 'report') return [String(content.hand_on ?? 'no')];
    return content.kind === 'hand_on' ? [String(content.to)] : [];
  });
  return choices.at(-1) ?? 'no';
}

/**
 * @param {StoredInbox} inbox
 * @param {StoredEnvelope} envelope
 */
const placeIn = (inbox, { id, from }) => ({ inbox: inbox.id, id, from });

/**
 * @param {StoredInbox} inbox
 * @param {StoredEnvelope} envelope
 * @param {string} ownId
 * @param {KeyPair} pair
 * @returns {Promise<Letter>}
 */
async function opened(inbox, envelope, ownId, pair) {
  const { id, from, week, body, keys } = envelope;
  const sealed = keys.find(({ to }) => to === ownId)?.sealed;
  const content = sealed === undefined ? null
    : await openEnvelope(placeIn(inbox, envelope), { body, sealed }, pair).catch(() => null);
  return { id, from, week, content };
}

/**
 * @param {StoredInbox} inbox
 * @param {string} ownId
 * @param {KeyPair} pair
 * @returns {Promise<Mail>}
 */
export async function openMail(inbox, ownId, pair) {
  const letters = await Promise.all(inbox.envelopes.map((envelope) => opened(inbox, envelope, ownId, pair)));
  letters.sort(byPlace);
  const known = letters.flatMap(({ from, content }) => (content ? [{ from, content }] : []));
  const seen = Math.max(0, ...known.filter(({ from }) => from === 'counsellor').map(({ content }) => seenBy(content)));
  const unread = known.filter(({ from, content }) => from === 'reporter' && content.n > seen).length;
  return { inbox, letters, readable: known.some(({ from }) => from === 'reporter'), unread, handOn: handOnOf(letters) };
}

/** @param {StoredInbox} inbox */
const readingKeys = (inbox) =>
  new Set(inbox.envelopes.filter(({ from }) => from === 'reporter').flatMap(({ keys }) => keys.map(({ to }) => to)));

/**
 * Whether the reporter let this person read, under the present key or an earlier one.
 * @param {StoredInbox} inbox
 * @param {Recipient} recipient
 * @param {Colleague[]} people
 */
function wasChosen(inbox, recipient, people) {
  const earlier = people.find(({ person }) => person === recipient.person)?.keys ?? [];
  const reading = readingKeys(inbox);
  return [recipient.id, ...earlier].some((id) => reading.has(id));
}

/**
 * Whom an answer is sealed for: the inbox, the counsellors that could read the report, the recovery key.
 * @param {StoredInbox} inbox
 * @param {Keys} keys
 */
export function readersOf(inbox, { recipients, recovery, people }) {
  const chosen = recipients.filter((recipient) => wasChosen(inbox, recipient, people)).map(({ key }) => key);
  return [inbox.public_key, ...chosen, recovery?.key].flatMap((key) => (key ? [fromBase64(key)] : []));
}

/**
 * What an answer carries beside its text.
 * @param {Mail} mail
 */
export function numbersOf({ letters }) {
  /** @type {(from: Letter['from']) => number} */
  const highest = (from) =>
    Math.max(0, ...letters.filter((letter) => letter.from === from).map(({ content }) => content?.n ?? 0));
  return { n: highest('counsellor') + 1, seen: highest('reporter') };
}

/**
 * The keys of all envelopes of an inbox that `pair` opens and `recipient` does not, sealed for `recipient`.
 * @param {StoredInbox} inbox
 * @param {{id: string, pair: KeyPair}} giver
 * @param {PublicKey} recipient
 * @returns {Promise<NewKeys>}
 */
export async function newKeys(inbox, giver, recipient) {
  /** @type {NewKeys} */
  const made = {};
  for (const envelope of inbox.envelopes) {
    const sealed = envelope.keys.find(({ to }) => to === giver.id)?.sealed;
    if (sealed === undefined || envelope.keys.some(({ to }) => to === recipient.id)) continue;
    made[envelope.id] = [await resealed(placeIn(inbox, envelope), sealed, giver.pair, fromBase64(recipient.key))];
  }
  return made;
}

/**
 * The inboxes that a colleague was chosen for.
 * @param {StoredInbox[]} inboxes
 * @param {Recipient} recipient
 * @param {Colleague[]} people
 */
export const chosenFor = (inboxes, recipient, people) =>
  inboxes.filter((inbox) => wasChosen(inbox, recipient, people));
