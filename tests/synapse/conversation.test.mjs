// SPDX-License-Identifier: EUPL-1.2
// Checks the Matrix channel against a real Synapse and real clients: whole reports by typing, the chats that the bot joins,
// opens and leaves, and that nothing is lost and nothing said twice when either side is away or dies. Every test has a
// person of its own; what its bot says is compared with an undisturbed report.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { manager as recording } from '../browser/answers.mjs';
import { Chat, caseNumber, employee, inShort, isReceipt, isSummary, wording } from './chat.mjs';
import { Rig, bot } from './rig.mjs';

const limit = { timeout: 300_000 };
const danger = ({ text, options }) => options.length > 0 && /is er op dit moment gevaar/i.test(text);
const greeting = ({ text }) => /ik ben Meldmaat/.test(text);
const injury = ({ text }) => /gewond geraakt/.test(text);
const story = ({ text }) => /eigen woorden/.test(text);

let rig;
let manager;
before(async () => {
  rig = await Rig.start('conversation');
  manager = await rig.user('leidinggevende');
}, limit);
after(() => rig?.end());

/** Chats with a whole report in them. */
const reports = [];
async function report(name, wish) {
  const chat = await Chat.open(await rig.user(name));
  const followed = await chat.follow(employee, wish);
  reports.push(chat);
  return { chat, ...followed, said: (await chat.messages()).slice(0, followed.last.place + 1) };
}

let first;
const undisturbed = () => (first ??= report('anna'));

let second;
const pressed = () => (second ??= report('ida', { presses: true }));

let told;
/** The chat that the bot opened with the manager. */
const managersChat = () => (told ??= manager.invitedBy(bot).then((room) => new Chat(manager, room)));

/** The chat of a disturbed report says what the undisturbed one does, word for word. */
async function assertUndisturbed({ said }) {
  assert.deepEqual(wording(said), wording((await undisturbed()).said));
  assert.ok(said.every(({ text }) => !/mogelijk dubbel/i.test(text)), 'nothing is marked as perhaps double');
}

test('a whole report by typing numbers and words, from the greeting to the receipt', limit, async () => {
  const { asked, said } = await undisturbed();
  assert.ok(greeting(said[0]), said[0].text);
  assert.match(asked[0].text, /gevaar/i, 'no question stands before the one about danger (handbook §4.1)');
  assert.ok(asked.length > 20, `${asked.length} questions`);
  assert.equal(said.filter(isReceipt).length, 1);
});

test('the manager is told in a chat that the bot opens, and records there what was done; the reporter hears it', limit, async () => {
  const { chat: reporter, last } = await undisturbed();
  const chat = await managersChat();
  const news = await chat.heard(({ text }) => text.includes(caseNumber(last)), 'of the case');
  assert.doesNotMatch(news.text, /schold|balie/, 'the first message says nothing of the content');
  let place = news.place - 1;
  const press = async (label) => {
    const offered = ({ options }) => options.find((option) => label.test(option.label));
    const message = await chat.heard((each) => each.place > place && offered(each), `${label} to choose`);
    place = message.place;
    await chat.say(offered(message).number);
  };
  await press(/Bekijk de melding/);
  await chat.heard(({ text }) => /Anna Zilt/.test(text) && /schold een man/.test(text), 'what happened, and to whom');
  await press(/^Reageer naar degene die dit deed/);
  await press(/Reactie vastleggen/);
  await chat.follow(recording, { after: place, end: ({ text }) => text.includes('Vastgelegd') });
  await reporter.heard(({ text }) => text.includes('waarschuwing gekregen'), 'what the manager did');
});

test('a report by votes and reactions says the same, and nothing that was answered can be pressed', limit, async () => {
  const { chat, said, last } = await pressed();
  assert.deepEqual(wording(said), wording((await undisturbed()).said));
  await chat.heard(({ id }) => id === last.id, 'the receipt');
  const under = (await chat.messages()).slice(0, last.place);
  assert.ok(under.filter(({ poll }) => poll).length > 5, 'there were polls');
  assert.ok(under.every(({ poll }) => !poll || poll.closed), 'all of them are closed');
  assert.ok(under.every(({ keys }) => keys.length === 0), 'and no reaction of the bot is left');
});

test('a picture becomes evidence', limit, async () => {
  const chat = await Chat.open(await rig.user('joris'));
  await chat.heard(danger, 'the first question');
  const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64');
  await chat.user.show(chat.room, 'balie.png', picture, 'image/png');
  await chat.heard(({ text }) => /balie\.\S?png/.test(text), 'that it was kept');
});

test('an answer that somebody changes is asked again, and what they remove is forgotten', limit, async () => {
  const chat = await Chat.open(await rig.user('kim'));
  await chat.heard(danger, 'the first question');
  const answer = await chat.say('nee');
  await chat.heard(injury, 'the second question');
  await chat.user.edit(chat.room, answer, 'ja');
  const { place } = await chat.heard(({ text }) => /vraag ik het nog een keer/.test(text), 'that the change was seen');
  await chat.heard((message) => danger(message) && message.place > place, 'the first question once more');
  await chat.say('nee');
  await chat.heard((message) => injury(message) && message.place > place, 'the second question once more');
  const words = 'Bij loket 4 dreigde vanmorgen een man met een stoel.';
  const told = await chat.say(words);
  await chat.heard(({ text }) => /bij uw verhaal bewaard/.test(text), 'that it was kept');
  await chat.user.redact(chat.room, told);
  const gone = await chat.heard(({ text }) => /Ik heb uw bericht gewist/.test(text), 'that it is gone');
  const { last } = await chat.follow(inShort, { after: gone.place, end: isSummary });
  assert.doesNotMatch(last.text, /loket 4/);
});

test('what is said before the bot joined is heard', limit, async () => {
  const user = await rig.user('bea');
  const words = 'Een man gooide een stoel om.';
  let chat;
  await rig.program.frozen(async () => {
    chat = new Chat(user, await user.direct(bot));
    await chat.say(words);
  });
  const kept = ({ text }) => /bij uw verhaal bewaard/.test(text);
  const { place } = await chat.heard(kept, 'that it was heard');
  const { last } = await chat.follow(inShort, { after: place, end: isSummary });
  assert.equal(last.text.split(words).length, 2, `once in ${last.text}`);
  const said = await chat.messages();
  assert.deepEqual([said.filter(greeting).length, said.filter(kept).length], [1, 1]);
});

test('an invitation that comes while the program is down is taken at its start', limit, async () => {
  const user = await rig.user('cas');
  await rig.program.down();
  const room = await user.direct(bot);
  await rig.program.up();
  await user.membership(room, bot, 'join');
  const chat = new Chat(user, room);
  await chat.heard(danger, 'the first question');
  await chat.say('nee');
  await chat.heard(injury, 'the second question');
  assert.equal((await chat.messages()).filter(greeting).length, 1);
});

test('a group is left with a reason, and nothing is said there', limit, async () => {
  const user = await rig.user('daan');
  const room = await user.group('Team Burgerzaken', [bot, manager.id]);
  const { reason } = await user.membership(room, bot, 'leave');
  assert.ok(reason?.length > 10, `the reason: ${reason}`);
  assert.deepEqual(await user.saidBy(bot, room), []);
});

test('in an encrypted room the bot explains once, and goes on in a plain chat that it opens', limit, async () => {
  const user = await rig.user('els', { encrypts: true });
  const encrypted = await user.direct(bot, { encrypted: true });
  const chat = new Chat(user, await user.invitedBy(bot));
  assert.equal(await user.state(chat.room, 'm.room.encryption'), undefined);
  await chat.heard(danger, 'the first question');
  const devices = (await user.client.getCrypto().getUserDeviceInfo([bot], true)).get(bot);
  assert.equal(devices?.size ?? 0, 0, 'the bot has no keys that a client would encrypt for');
  const [explained] = await user.saidBy(bot, encrypted);
  assert.ok(explained, 'a word in the room that cannot be read');
  await user.say(encrypted, 'Hoort u mij?');
  await chat.say('nee');
  await chat.heard(injury, 'the second question');
  await chat.say('nee, niemand');
  await chat.heard(({ text }) => /voor wie/i.test(text), 'the third question');
  assert.deepEqual(wording(await user.saidBy(bot, encrypted)), wording([explained]));
});

test('a report goes on when the homeserver is killed in the middle of it', limit, async () => {
  await assertUndisturbed(await report('finn', { around: async (count, say) => {
    if (count === 4) {
      await say();
      await rig.loseHomeserver();
    } else if (count === 12) {
      // It had brought this answer to nobody when it died.
      await rig.program.frozen(async () => {
        await say();
        await rig.loseHomeserver();
      });
    } else await say();
  } }));
});

test('a report goes on when the program is killed in the middle of it', limit, async () => {
  await assertUndisturbed(await report('gijs', { around: async (count, say, chat) => {
    if (count === 4) {
      await say();
      await rig.loseProgram();
    } else if (count === 10) {
      const { length } = await chat.messages();
      await say();
      await chat.heard(({ place }) => place >= length, 'the beginning of an answer');
      await rig.loseProgram();
    } else if (count === 16) {
      await rig.loseProgram(say);
    } else await say();
  } }));
});

test('messages that were sent while the program was down are answered once and in order', limit, async () => {
  const chat = await Chat.open(await rig.user('hanna'));
  await chat.heard(danger, 'the first question');
  await rig.loseProgram(async () => {
    for (const answer of ['nee', 'nee, niemand', 'mijzelf']) await chat.say(answer);
  });
  await chat.heard(story, 'the question after these answers');
  const { said } = await undisturbed();
  assert.deepEqual(wording(await chat.messages()), wording(said.slice(0, said.findIndex(story) + 1)));
});

test('a manager who does not open a case is reminded of it', limit, async () => {
  const { last } = await pressed();
  const chat = await managersChat();
  const number = caseNumber(last);
  const { place } = await chat.heard(({ text }) => text.includes(number) && /nieuwe melding voor u/i.test(text), 'of the case');
  await chat.heard((message) => message.place > place && message.text.includes(number) && /Open de melding/.test(message.text),
    'the reminder, a minute after it was sent');
});

test('in the end nothing is lost and nothing is double', limit, async () => {
  await undisturbed();
  const numbers = [];
  for (const chat of reports) {
    const said = await chat.messages();
    const receipts = said.filter(isReceipt);
    assert.equal(receipts.length, 1);
    numbers.push(caseNumber(receipts[0]));
    const later = said.slice(receipts[0].place + 1).map(({ text }) => text);
    assert.deepEqual(later, [...new Set(later)]);
  }
  assert.equal(new Set(numbers).size, reports.length);
  const chat = await managersChat();
  for (const number of numbers) await chat.heard(({ text }) => text.includes(number), `of case ${number}`);
  const news = (await chat.messages()).filter(({ text }) => /nieuwe melding voor u/i.test(text)).map(caseNumber);
  assert.deepEqual(news.sort(), numbers.sort(), 'each case is told once');
  const invited = manager.client.getRooms().filter((room) => room.getMyMembership() === 'invite' && room.getMember(bot));
  assert.deepEqual(invited.map(({ roomId, name }) => [roomId, name]), [], 'one chat for all of them');
});
