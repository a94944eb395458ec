// SPDX-License-Identifier: EUPL-1.2
// Checks what the postbox does with keys, codes and envelopes, in the modules that the pages load. Needs no program and
// no browser: node has the same WebCrypto.
import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

globalThis.crypto ??= webcrypto;  // node 18
const assets = new URL('../../adapters/web/assets/', import.meta.url);
const load = (name) => import(new URL(name, assets).href);
const { fromBase64, fromHex, sha256, toBase64, toHex, utf8 } = await load('bytes.js');
const hpke = await load('hpke.js');
const { inGroups, keysOf, makeCode, readCode } = await load('receipt_code.js');
const { TooLong, keyId, openEnvelope, padded, resealed, sealEnvelope, unlock, unpadded } = await load('envelope.js');
const { Inbox, newInbox } = await load('inbox.js');
const { fromPaper, fromSheets, makeRecovery, onPaper } = await load('recovery.js');
const { makeLockedKey, openLockedKey, proposedPassphrase } = await load('locked_key.js');
const { shownText } = await load('shown_text.js');

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const recipientOf = async ({ publicKey }) => ({ id: await keyId(publicKey), key: toBase64(publicKey) });

const vectors = JSON.parse(await readFile(new URL('../vectors/hpke.json', import.meta.url)));
for (const vector of vectors) {
  test(`HPKE with ${vector.kem} gives the bytes of RFC 9180`, async () => {
    const recipient = fromHex(vector.recipient_public);
    const sender = await hpke.keyPairOf(fromHex(vector.sender_private), fromHex(vector.enc));
    const pair = await hpke.keyPairOf(fromHex(vector.recipient_private), recipient);
    const info = fromHex(vector.info);
    const [{ plain, associated, sealed }] = vector.sealed;
    const made = await hpke.seal(recipient, info, fromHex(associated), fromHex(plain), sender);
    assert.equal(toHex(made.enc), vector.enc);
    assert.equal(toHex(made.sealed), sealed);
    assert.equal(toHex(await hpke.open(pair, info, fromHex(associated), made.enc, made.sealed)), plain);
  });

  test(`HPKE with ${vector.kem} uses a fresh key every time and opens nothing that was changed`, async () => {
    const recipient = fromHex(vector.recipient_public);
    const pair = await hpke.keyPairOf(fromHex(vector.recipient_private), recipient);
    const [info, associated, plain] = [utf8('info'), utf8('associated'), utf8('plain')];
    const one = await hpke.seal(recipient, info, associated, plain);
    const two = await hpke.seal(recipient, info, associated, plain);
    assert.notDeepEqual(one.enc, two.enc);
    assert.deepEqual(await hpke.open(pair, info, associated, one.enc, one.sealed), plain);
    const changed = one.sealed.slice();
    changed[0] ^= 1;
    await assert.rejects(hpke.open(pair, info, associated, one.enc, changed));
    await assert.rejects(hpke.open(pair, info, utf8('other'), one.enc, one.sealed));
    await assert.rejects(hpke.open(pair, utf8('other'), associated, one.enc, one.sealed));
    await assert.rejects(hpke.open(pair, info, associated, two.enc, one.sealed));
  });
}

test('a code carries 100 bits in an alphabet that can be read aloud, in groups of five', () => {
  const codes = new Set(Array.from({ length: 1000 }, makeCode));
  assert.equal(codes.size, 1000);
  const seen = Array.from({ length: 20 }, () => new Set());
  for (const code of codes) {
    assert.match(code, /^[0-9A-HJKMNP-TV-Z]{22}$/);
    [...code.slice(0, 20)].forEach((letter, at) => seen[at].add(letter));
  }
  for (const place of seen) assert.equal(place.size, 32, 'every letter stands in every place');
  assert.match(inGroups(makeCode()), /^(?:[0-9A-Z]{5}-){4}[0-9A-Z]{2}$/);
});

test('a code is read in lower case, with spaces and dashes of any kind, in full width, with O for 0 and I and L for 1', () => {
  for (const code of Array.from({ length: 50 }, makeCode)) {
    const wide = code.replace(/./g, (letter) => String.fromCodePoint(letter.codePointAt(0) + 0xFEE0));
    for (const typed of [code, code.toLowerCase(), inGroups(code), ` ${inGroups(code).replaceAll('-', ' – ')}\n`, wide,
      inGroups(code).replaceAll('-', '\u2010'), code.split('').join('\u00A0'), code.replaceAll('0', 'O'),
      code.replaceAll('0', 'o').replaceAll('1', 'i'), code.replaceAll('1', 'L'), code.replaceAll('1', 'l')]) {
      assert.equal(readCode(typed), code, JSON.stringify(typed));
    }
  }
});

test('one wrong character, or two neighbours that changed places, are always found', () => {
  for (const code of Array.from({ length: 20 }, makeCode)) {
    for (let at = 0; at < code.length; ++at) {
      for (const letter of letters) {
        if (letter === code[at]) continue;
        assert.equal(readCode(code.slice(0, at) + letter + code.slice(at + 1)), null, `${code}: ${letter} at ${at}`);
      }
      const [one, two] = [code[at], code[at + 1]];
      if (two === undefined || one === two) continue;
      assert.equal(readCode(code.slice(0, at) + two + one + code.slice(at + 2)), null, `${code}: neighbours at ${at}`);
    }
  }
  for (const nothing of ['', ' ', 'geen code', makeCode().slice(1), `${makeCode()}0`, 'U'.repeat(22), '💥'.repeat(11)]) {
    assert.equal(readCode(nothing), null, nothing);
  }
});

test('the three keys of a code are what HKDF over its 20 characters gives', async () => {
  const { name, token } = await keysOf('7KQ2MR9C4T0XBWE5HJ8N00');
  // openssl kdf -keylen 16 -kdfopt digest:SHA256 -kdfopt key:7KQ2MR9C4T0XBWE5HJ8N -kdfopt salt:"meldmaat postbox v1"
  //   -kdfopt info:name HKDF, and with -keylen 32 and info:token
  assert.equal(toHex(name), '590f534f79acb088007e004e46e03a90');
  assert.equal(toHex(token), '56dc735e12d7a635078c6cec2f2ddcfd49de4ab090ee275bbe3a341ae08d1754');
});

test('padding leaves three sizes, and what does not fit is refused', () => {
  const content = (length) => ({ kind: 'message', n: 1, text: 'é'.repeat(length) });
  const around = JSON.stringify(content(0)).length + 4;
  for (const [bytes, size] of [[2048, 2048], [2050, 8192], [8192, 8192], [8194, 32768], [32768, 32768]]) {
    const made = content(Math.floor((bytes - around) / 2));
    assert.equal(padded(made).length, size, `${bytes}`);
    assert.deepEqual(unpadded(padded(made)), made);
  }
  assert.throws(() => padded(content(16_384)), TooLong);
  const lying = padded(content(1));
  lying[0] = 0x7f;
  assert.throws(() => unpadded(lying));
});

test('an envelope opens for each recipient, in its own place only', async () => {
  const [one, two, stranger] = await Promise.all([hpke.makeKeyPair(), hpke.makeKeyPair(), hpke.makeKeyPair()]);
  const inbox = toHex(await sha256(utf8('inbox')));
  const content = { kind: 'report', n: 1, what: 'Er werd geschreeuwd aan de balie.' };
  const { id, body, keys } = await sealEnvelope({ inbox, from: 'reporter' }, content, [one.publicKey, two.publicKey]);
  assert.match(id, /^[0-9a-f]{32}$/);
  assert.equal(fromBase64(body).length, 12 + 2048 + 16);
  const place = { inbox, id, from: 'reporter' };
  for (const [at, pair] of [one, two].entries()) {
    assert.equal(keys[at].to, await keyId(pair.publicKey));
    assert.equal(fromBase64(keys[at].sealed).length, 65 + 48);
    assert.deepEqual(await openEnvelope(place, { body, sealed: keys[at].sealed }, pair), content);
  }
  const sealed = keys[0].sealed;
  await assert.rejects(openEnvelope(place, { body, sealed }, stranger));
  await assert.rejects(openEnvelope({ ...place, from: 'counsellor' }, { body, sealed }, one), 'a mirrored envelope');
  await assert.rejects(openEnvelope({ ...place, id: '0'.repeat(32) }, { body, sealed }, one));
  await assert.rejects(openEnvelope({ ...place, inbox: '0'.repeat(64) }, { body, sealed }, one));

  const forStranger = await resealed(place, sealed, one, stranger.publicKey);
  assert.equal(forStranger.to, await keyId(stranger.publicKey));
  assert.deepEqual(await openEnvelope(place, { body, sealed: forStranger.sealed }, stranger), content);
  await assert.rejects(resealed(place, sealed, stranger, stranger.publicKey), 'nobody gives what they cannot open');
});

/** What the server would answer to POST open. */
const answerOf = async (posted, replies, recipients, recovery) =>
  ({ public_key: posted.public_key, wrapped_key: posted.wrapped_key, sent: 1, replies, recipients, recovery });

test('an inbox opens with its code alone, shows answers once and in order, and not what its owner wrote', async () => {
  const [counsellor, recovery] = await Promise.all([hpke.makeKeyPair(), hpke.makeKeyPair()]);
  const readers = [await recipientOf(counsellor), await recipientOf(recovery)];
  const code = makeCode();
  const posted = await newInbox(code, { kind: 'report', n: 1, what: 'verhaal' }, readers);
  const id = toHex(await sha256(fromBase64(posted.name)));
  const inboxKey = fromBase64(posted.public_key);
  assert.deepEqual(posted.envelope.keys.map(({ to }) => to), readers.map(({ id: key }) => key), 'not for the inbox itself');

  const reply = async (n, text) => {
    const made = await sealEnvelope({ inbox: id, from: 'counsellor' }, { kind: 'message', n, text, seen: 1 }, [inboxKey]);
    return { id: made.id, week: '2026-W48', body: made.body, sealed: made.keys[0].sealed };
  };
  const [first, second] = [await reply(1, 'eerste'), await reply(2, 'tweede')];
  const inbox = await Inbox.of(code);
  assert.equal(inbox.proof.name, posted.name);
  assert.equal(inbox.proof.token, posted.token);
  const opened = await answerOf(posted, [second, first], [readers[0]], readers[1]);
  assert.deepEqual((await inbox.take(opened)).map(({ content }) => content.text), ['eerste', 'tweede']);
  assert.deepEqual(await inbox.take(opened), [], 'nothing new');
  const damaged = { ...await reply(3, 'derde'), sealed: first.sealed };
  const later = await answerOf(posted, [second, first, damaged, await reply(4, 'vierde')], [readers[0]], readers[1]);
  assert.deepEqual((await inbox.take(later)).map(({ content }) => content.kind), ['unreadable', 'message']);

  const other = await Inbox.of(makeCode());
  await assert.rejects(other.take(opened), 'another code');

  const { envelope } = await inbox.message({ kind: 'message', text: 'nog iets' });
  const place = { inbox: id, id: envelope.id, from: 'reporter' };
  assert.deepEqual(await openEnvelope(place, { body: envelope.body, sealed: envelope.keys[0].sealed }, counsellor),
    { kind: 'message', n: 2, text: 'nog iets' });
  assert.deepEqual(envelope.keys.map(({ to }) => to), readers.map(({ id: key }) => key));
});

test('what a code locks is a PKCS #8 key that only the right inbox unlocks', async () => {
  const code = makeCode();
  const pair = await hpke.makeKeyPair();
  const posted = await newInbox(code, { kind: 'report', n: 1, what: 'x' }, [await recipientOf(pair)]);
  const { name, wrap } = await keysOf(code);
  const secret = await unlock(wrap, fromBase64(posted.wrapped_key), await sha256(name));
  assert.equal(secret[0], 0x30, 'a DER sequence');
  await assert.rejects(unlock(wrap, fromBase64(posted.wrapped_key), await sha256(utf8('other'))));
});

test('both sheets give the recovery key back; one alone, a mistyped one or those of another key do not', async () => {
  const { publicKey, sheets } = await makeRecovery();
  assert.deepEqual(sheets.map((sheet) => sheet.length), [54, 54]);
  const [first, second] = [fromPaper(sheets[0].toLowerCase(), 1), fromPaper(inGroups(sheets[1]), 2)];
  const pair = await fromSheets(first, second, publicKey);
  const message = await sealEnvelope({ inbox: '0'.repeat(64), from: 'reporter' }, { kind: 'message', n: 1 }, [publicKey]);
  const place = { inbox: '0'.repeat(64), id: message.id, from: 'reporter' };
  assert.equal((await openEnvelope(place, { body: message.body, sealed: message.keys[0].sealed }, pair)).n, 1);

  assert.equal(fromPaper(sheets[0], 2), null, 'the first sheet is not the second');
  const slip = (sheets[0][7] === '3' ? '4' : '3');
  assert.equal(fromPaper(sheets[0].slice(0, 7) + slip + sheets[0].slice(8), 1), null);
  assert.equal(await fromSheets(first, first, publicKey), null, 'twice the same sheet');
  assert.equal(await fromSheets(first, new Uint8Array(32), publicKey), null, 'one sheet alone');
  const other = await makeRecovery();
  assert.equal(await fromSheets(first, fromPaper(other.sheets[1], 2), publicKey), null);
  assert.deepEqual(fromPaper(onPaper(first, 1), 1), first);
});

test('a counsellor’s key opens with its passphrase, and with no other', async () => {
  const passphrase = proposedPassphrase();
  assert.match(passphrase, /^(?:[0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$/);
  const own = await makeLockedKey(passphrase);
  assert.ok(fromBase64(own.locked_key).length <= 2048);
  assert.equal(await openLockedKey(`${passphrase}x`, own), null);
  const pair = await openLockedKey(` ${passphrase} `, own);
  assert.equal(toBase64(pair.publicKey), own.key);
  const other = await makeLockedKey(passphrase);
  assert.equal(await openLockedKey(passphrase, { ...own, key: other.key }), null, 'a key under another name');
  const weak = fromBase64(own.locked_key);
  new DataView(weak.buffer).setUint32(1, 1);
  await assert.rejects(openLockedKey(passphrase, { ...own, locked_key: toBase64(weak) }), 'fewer rounds than agreed');
});

test('what somebody typed cannot turn, hide or imitate what stands around it', () => {
  for (const [typed, shown] of [
    ['gewoon\n\ttekst é 漢 👍🏽', 'gewoon\n\ttekst é 漢 👍🏽'], ['a\u202Eb', 'a[U+202E]b'], ['an\u200Boniem', 'an[U+200B]oniem'],
    ['\uFEFFx', '[U+FEFF]x'], ['x\u{E0041}\uE000', 'x'], ['\u001B[31m', '␛[31m'], ['a\r\nb\u2028c', 'a\nb\nc'],
    [`e${'\u0301'.repeat(20)}x`, `e${'\u0301'.repeat(8)}[…]x`], ['👩\u200D🚒', '👩\u200D🚒'], ['a\u200Db', 'a[U+200D]b'],
    ['❤\uFE0F', '❤\uFE0F'], ['a\uFE0F', 'a'], ['\uD800', '\uFFFD'],
  ]) {
    assert.equal(shownText(typed), shown, JSON.stringify(typed));
    assert.equal(shownText(shown), shown, 'twice is once');
  }
});
