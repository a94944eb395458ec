// SPDX-License-Identifier: EUPL-1.2
// Checks that an employee in Teams can report with cards and by typing only, and that the manager, who never wrote to the
// bot, is found, answers from a card and is heard: over the wire of a foreign peer, every token verified on both sides.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Person, employee, isReceipt, manager } from './person.mjs';
import { Rig, people, tenant, until } from './rig.mjs';

const limit = { timeout: 90_000 };
const byTurns = (count) => (count % 2 ? 'execute' : 'submit');
const alreadyIn = /al binnen/;

let rig;
let stream;
let reporter;
before(async () => {
  rig = await Rig.start({ name: 'conversation' });
  stream = await rig.playground.listen('/_ws_conversation/v1/conversations/stream');
  reporter = new Person(rig, 'medewerker');
}, limit);
after(() => rig?.end());

test('installing the app welcomes once, whichever of its two activities comes first', limit, async () => {
  await rig.playground.install('medewerker');
  await reporter.offered(/^Nee/);
  const said = (await reporter.messages()).map(({ text }) => text).join('\n');
  assert.equal(said.match(/computerprogramma/g).length, 1, said);
});

let report;
test('a whole report through cards, every other press by the Submit fallback', limit, async () => {
  report = await reporter.follow(employee, isReceipt, byTurns);
  assert.match(report.asked[0].text, /gevaar/i, 'no question stands before the one about danger (handbook §4.1)');
  assert.ok(report.asked.length > 20, `${report.asked.length} questions`);
  for (const { card } of report.asked) assert.equal(card.version, '1.5');
});

test('every answered card was replaced by one that asks nothing', limit, async () => {
  await reporter.heard(({ id, revised }) => id === report.asked.at(-1).id && revised > 0, 'the last card to be replaced');
  const now = await reporter.messages();
  for (const { id, text } of report.asked) {
    const { actions, inputs, revised } = now.find((message) => message.id === id);
    assert.ok(revised > 0, text);
    assert.deepEqual([...inputs, ...actions.filter(({ data }) => !data.o?.[0].startsWith('menu/'))], [], text);
    assert.ok(stream.some(({ action, message }) => action === 'updateMessage' && message.messageId === id), `on screen: ${text}`);
  }
});

test('a second press on a card says that it was received, and files nothing again', limit, async () => {
  const question = report.asked.at(-1);
  const send = reporter.find(question, /^Versturen/);
  const { type, value } = await reporter.press(question, send, 'execute');
  assert.equal(type, 'application/vnd.microsoft.card.adaptive');
  assert.match(JSON.stringify(value), alreadyIn);
  await reporter.press(question, send, 'submit');
  await reporter.heard(({ text }) => alreadyIn.test(text), 'that it was received');
  assert.equal((await reporter.messages()).filter(isReceipt).length, 1);
});

test('the manager gets the case in a chat that the bot made, and records from its card what was done', limit, async () => {
  const boss = new Person(rig, 'leidinggevende');
  const made = await until(async () => (await rig.playground.calls()).find(({ method, path, body }) => method === 'POST' &&
    path.endsWith('/v3/conversations') && body.members[0].id === people.leidinggevende.aadObjectId), 'the bot to make the chat');
  assert.equal(made.body.channelData.tenant.id, tenant);
  const told = await boss.offered(/Bekijk de melding/);
  assert.equal(boss.conversation, made.answer.id);
  assert.doesNotMatch(told.text, /schold|balie/, 'the first message says nothing of the content');
  await boss.choose(/Bekijk de melding/);
  await boss.heard(({ text }) => text.includes(people.medewerker.name), 'who reported');
  await boss.choose(/Reageer naar degene die dit deed/, 'submit');
  await boss.choose(/Reactie vastleggen/);
  await boss.follow(manager, ({ text }) => text.startsWith('Vastgelegd'), byTurns);
  await reporter.heard(({ text }) => text.includes('waarschuwing gekregen'), 'what the manager did');
});

test('another whole report by typing only', limit, async () => {
  const presses = () => rig.playground.statuses(({ value }) => value !== undefined).length;
  const before = presses();
  await reporter.say('melden');
  const isNew = (message) => isReceipt(message) && message.place > report.last.place;
  const { asked, last } = await reporter.follow(employee, isNew, () => 'type');
  assert.ok(asked.length > 20, `${asked.length} questions`);
  assert.equal(presses(), before, 'no card was pressed');
  assert.notEqual(/\d{4}-\d{4}/.exec(last.text)[0], /\d{4}-\d{4}/.exec(report.last.text)[0]);
});

test('every exchange was taken on both sides', limit, async () => {
  assert.deepEqual(rig.playground.statuses().filter((status) => status !== 200), []);
  assert.deepEqual(rig.playground.warnings(), []);
  const failed = (await rig.playground.calls()).filter(({ status }) => status > 299);
  assert.deepEqual(failed.map(({ method, path, answer }) => [method, path, answer]), []);
  const said = (await rig.playground.calls()).map(({ body }) => body).filter(({ type }) => type === 'message');
  for (const { text, textFormat, attachments = [] } of said) {
    assert.ok((text === undefined) !== (attachments.length === 0), 'a text or a card, never both');
    assert.ok(text === undefined || textFormat === 'plain');
  }
});
