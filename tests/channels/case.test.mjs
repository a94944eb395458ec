// SPDX-License-Identifier: EUPL-1.2
// Follows one case across channels: reported on Matrix, read and answered by the counsellor on the web, taken further by
// the manager in Teams; everybody hears it where they want to, and nowhere else. And somebody whose first channel does
// not reach them hears it on the next.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { manager as recording } from '../browser/answers.mjs';
import { Person } from '../playground/person.mjs';
import { people } from '../playground/rig.mjs';
import { Chat, caseNumber, employee } from '../synapse/chat.mjs';
import { bot } from '../synapse/rig.mjs';
import { Rig } from './rig.mjs';

const limit = { timeout: 300_000 };
const open = /Bekijk de melding/;
const together = [{ ask: /wie mag .* melding behandelen/i, press: /vertrouwenspersoon, en de leidinggevende/ }, ...employee];

let rig;
before(async () => { rig = await Rig.start('channels'); }, limit);
after(() => rig?.end());

test('one case on three channels', limit, async () => {
  const reporter = await Chat.open(await rig.user('anna'));
  const { last } = await reporter.follow(together);
  const number = caseNumber(last);
  const ofCase = ({ text }) => text.includes(number);

  const counsellor = await rig.visitor('vertrouwenspersoon');
  const news = await counsellor.heard((message) => ofCase(message) && message.options.some(({ label }) => open.test(label)),
    'of the case');
  assert.match(news.text, /als vertrouwenspersoon/);
  await counsellor.choose(open);
  await counsellor.choose(/Stel de melder een vraag/);
  await counsellor.heard(({ text, kind }) => kind === 'question' && /vraag/i.test(text), 'what to ask');
  await counsellor.say({ text: 'Wilt u dat ik u bel?' });
  const asked = await reporter.heard(({ text }) => text.includes('Wilt u dat ik u bel?'), 'the question of the counsellor');
  await reporter.say(asked.options.find(({ label }) => /antwoord/i.test(label)).number);
  await reporter.heard(({ text }) => /wat is uw antwoord/i.test(text), 'what to answer');
  await reporter.say('Graag, na vier uur.');
  await counsellor.heard(({ text }) => text.includes('Graag, na vier uur.'), 'the answer');

  const manager = new Person(rig.teams, 'leidinggevende');
  await manager.heard((message) => ofCase(message) && manager.find(message, open), 'of the case');
  await manager.choose(open);
  await manager.choose(/Reageer naar degene die dit deed/);
  await manager.choose(/Reactie vastleggen/);
  await manager.follow(recording, ({ text }) => text.startsWith('Vastgelegd'), () => 'execute');
  await reporter.heard(({ text }) => text.includes('waarschuwing gekregen'), 'what the manager did');

  const elsewhere = await rig.visitor('leidinggevende');
  assert.deepEqual((await elsewhere.messages()).filter(ofCase), [], 'the manager reads it in Teams only');
  const chats = rig.teams.playground.calls().filter(({ path }) => path.endsWith('/v3/conversations'));
  assert.ok(JSON.stringify(chats).includes(people.leidinggevende.aadObjectId), 'the manager has one');
  assert.ok(!JSON.stringify(chats).includes(people.vertrouwenspersoon.aadObjectId), 'the counsellor has no chat in Teams');
});

test('who is not found on the first channel is told on the next, once', limit, async () => {
  const user = await rig.user('adjunct_directeur');
  const reporter = await Chat.open(await rig.user('bea'));
  const { last } = await reporter.follow(together);
  const number = caseNumber(last);
  const ofCase = ({ text }) => text.includes(number);
  const manager = new Chat(user, await user.invitedBy(bot));
  await manager.heard(ofCase, 'of the case');
  await manager.say('menu');
  await manager.heard(({ text }) => /wat wilt u doen/i.test(text), 'the menu');
  const news = (await manager.messages()).filter((message) => ofCase(message) && /nieuwe melding voor u/i.test(message.text));
  assert.equal(news.length, 1);
  const onWeb = await rig.visitor('adjunct_directeur');
  assert.deepEqual((await onWeb.messages()).filter(ofCase), [], 'the last channel is not needed');
});
