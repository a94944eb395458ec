// SPDX-License-Identifier: EUPL-1.2
// Checks that employees in Teams can report with cards and by typing only, and that the manager, who never wrote to the
// bot, is found, answers from a card and is heard: over the wire of a foreign peer, every token verified on both sides.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { employee, manager } from '../browser/answers.mjs';
import { Person, isReceipt } from './person.mjs';
import { Rig, people, tenant, until } from './rig.mjs';

const limit = { timeout: 90_000 };
const byTurns = (count) => (count % 2 ? 'execute' : 'submit');
const alreadyIn = /al binnen/;
const open = /Bekijk de melding/;

let rig;
let stream;
let typist;    // sits at the playground's keyboard
let presser;   // a chat that the playground does not show, in which its control interface presses
before(async () => {
  rig = await Rig.start({ name: 'conversation' });
  stream = await rig.playground.listen('/_ws_conversation/v1/conversations/stream');
  typist = new Person(rig, 'medewerker');
  presser = new Person(rig, 'collega');
}, limit);
after(() => rig?.end());

test('installing the app welcomes once, whichever of its two activities comes first', limit, async () => {
  await rig.playground.install('medewerker');
  await typist.offered(/^Nee/);
  const said = (await typist.messages()).map(({ text }) => text).join('\n');
  assert.equal(said.match(/computerprogramma/g).length, 1, said);
});

const reports = {};
test('two whole reports at the same time', { ...limit, concurrency: true }, async (t) => {
  await Promise.all([
    t.test('one by typing only', async () => { reports.typed = await typist.follow(employee, isReceipt, () => 'type'); }),
    t.test('one through cards, every other press by the Submit fallback', async () => {
      await rig.playground.inject(await presser.activity({ type: 'installationUpdate', action: 'add' }));
      await presser.choose(/^Iets melden/, 'submit');  // somebody with a role finds a menu first
      reports.pressed = await presser.follow(employee, isReceipt, byTurns);
    }),
  ]);
  for (const { asked } of Object.values(reports)) {
    assert.match(asked[0].text, /gevaar/i, 'no question stands before the one about danger (handbook §4.1)');
    assert.ok(asked.length > 20, `${asked.length} questions`);
    for (const { card } of asked) assert.equal(card.version, '1.5');
  }
  const presses = rig.playground.statuses(({ from, value }) => value && from.id === rig.playground.ids.medewerker);
  assert.equal(presses.length, 0, 'the one who types pressed nothing');
});

test('every answered card was replaced by one that asks nothing', limit, async () => {
  for (const [person, { asked }] of [[typist, reports.typed], [presser, reports.pressed]]) {
    await person.heard(({ id, revised }) => id === asked.at(-1).id && revised > 0, 'the last card to be replaced');
    const now = await person.messages();
    for (const { id, text } of asked) {
      const { actions, inputs, revised } = now.find((message) => message.id === id);
      assert.ok(revised > 0, text);
      assert.deepEqual([...inputs, ...actions.filter(({ data }) => !data.o?.[0].startsWith('menu/'))], [], text);
    }
  }
  for (const { id, text } of reports.typed.asked) {
    assert.ok(stream.some(({ action, message }) => action === 'updateMessage' && message.messageId === id), `on screen: ${text}`);
  }
});

test('a second press on a card says that it was received, and files nothing again', limit, async () => {
  const question = reports.pressed.asked.at(-1);
  const send = presser.find(question, /^Versturen/);
  const { type, value } = await presser.press(question, send, 'execute');
  assert.equal(type, 'application/vnd.microsoft.card.adaptive');
  assert.match(JSON.stringify(value), alreadyIn);
  await presser.press(question, send, 'submit');
  await presser.heard(({ text }) => alreadyIn.test(text), 'that it was received');
  assert.equal((await presser.messages()).filter(isReceipt).length, 1);
});

test('the manager gets the case in a chat that the bot made, and records from its card what was done', limit, async () => {
  const boss = new Person(rig, 'leidinggevende');
  const made = await until(() => rig.playground.calls().find(({ method, path, body }) => method === 'POST' &&
    path.endsWith('/v3/conversations') && body.members[0].id === people.leidinggevende.aadObjectId), 'the bot to make the chat');
  assert.equal(made.body.channelData.tenant.id, tenant);
  const number = /\d{4}-\d{4}/.exec(reports.pressed.last.text)[0];
  const told = await boss.heard((message) => message.text.includes(number) && boss.find(message, open), 'of the case');
  assert.equal(boss.conversation, made.answer.id);
  assert.doesNotMatch(told.text, /schold|balie/, 'the first message says nothing of the content');
  await boss.press(told, boss.find(told, open), 'execute');
  await boss.heard(({ text }) => text.includes(people.collega.name), 'who reported');
  await boss.choose(/Reageer naar degene die dit deed/, 'submit');
  await boss.choose(/Reactie vastleggen/);
  await boss.follow(manager, ({ text }) => text.startsWith('Vastgelegd'), byTurns);
  await presser.heard(({ text }) => text.includes('waarschuwing gekregen'), 'what the manager did');
});

test('every exchange was taken on both sides', limit, async () => {
  assert.deepEqual(rig.playground.statuses().filter((status) => status !== 200), []);
  assert.deepEqual(rig.playground.warnings(), []);
  const failed = rig.playground.calls().filter(({ status }) => status > 299);
  assert.deepEqual(failed.map(({ method, path, answer }) => [method, path, answer]), []);
  const said = rig.playground.calls().map(({ body }) => body).filter(({ type }) => type === 'message');
  for (const { text, textFormat, attachments = [] } of said) {
    assert.ok((text === undefined) !== (attachments.length === 0), 'a text or a card, never both');
    assert.ok(text === undefined || textFormat === 'plain');
  }
});
