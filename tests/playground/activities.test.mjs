// SPDX-License-Identifier: EUPL-1.2
// Checks what the program answers to everything that is no answer to a question: a group that reads along, activities of
// installation and of teams, reactions, edits, deletes and files, in the shapes the playground or Teams gives them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Person } from './person.mjs';
import { Rig, bot, channel, until } from './rig.mjs';

const limit = { timeout: 60_000 };
let rig;
let employee;
before(async () => {
  rig = await Rig.start({ name: 'activities' });
  employee = new Person(rig, 'medewerker');
  await rig.playground.install('medewerker');
  await employee.offered(/^Nee/);
}, limit);
after(() => rig?.end());

/** What the program answers to this activity, the last time it got it. */
async function answerTo(activity) {
  const statuses = () => rig.playground.statuses(({ id }) => id === activity.id);
  const before = statuses().length;
  await rig.playground.inject(activity);
  return until(() => statuses()[before], `an answer to ${activity.type}`);
}

for (const [kind, where] of [
  ['userAdded', 'personal'], ['userRemoved', 'personal'], ['botAdded', 'personal'], ['botRemoved', 'personal'],
  ['uninstall', 'personal'], ['install', 'personal'],
  ['install', 'group'], ['userAdded', 'group'], ['botAdded', 'group'], ['uninstall', 'group'],
  ['channelCreated', 'channel'], ['channelRenamed', 'channel'], ['channelDeleted', 'channel'],
  ['teamRenamed', 'channel'], ['teamDeleted', 'channel'],
]) {
  test(`${kind} in a ${where} chat is taken`, limit, async () => {
    const conversation = { personal: employee.conversation, group: rig.playground.group, channel }[where];
    assert.equal(await answerTo(await rig.playground.template(kind, conversation)), 200);
  });
}

test('in a group the bot points to the private chat and keeps nothing', limit, async () => {
  const { group } = rig.playground;
  const transcript = (await employee.messages()).length;
  await rig.playground.type(group, `<at>${bot.name}</at> ik ben bedreigd`, [{ mentioned: { id: bot.id }, text: `<at>${bot.name}</at>` }]);
  const path = `/_connector/v3/conversations/${encodeURIComponent(group)}/activities`;
  const said = await until(() => rig.playground.calls().find((call) => call.path.startsWith(path)), 'an answer in the group');
  assert.match(said.body.text, /privéchat/);
  assert.doesNotMatch(said.body.text, /bedreigd/);
  assert.equal((await employee.messages()).length, transcript);
});

test('a reaction is taken and says nothing', limit, async () => {
  const before = (await employee.messages()).length;
  assert.equal(await answerTo(await employee.activity({ type: 'messageReaction', reactionsAdded: [{ type: 'like' }], replyToId: '1' })), 200);
  assert.equal((await employee.messages()).length, before);
});

test('an answer that is changed is asked again, and one that is removed is forgotten', limit, async () => {
  const typed = await employee.activity({ type: 'message', text: 'nee', textFormat: 'plain' });
  assert.equal(await answerTo(typed), 200);
  await employee.heard(({ text }) => /gewond geraakt/.test(text), 'the question after the first');
  const about = (eventType) => ({ id: typed.id, channelData: { ...typed.channelData, eventType } });
  assert.equal(await answerTo({ ...typed, ...about('editMessage'), type: 'messageUpdate', text: 'ja' }), 200);
  await employee.heard(({ text }) => /vraag ik het nog een keer/.test(text), 'about the edit');
  assert.equal(await answerTo({ ...typed, ...about('softDeleteMessage'), type: 'messageDelete', text: undefined }), 200);
  await employee.heard(({ text }) => /bericht gewist/.test(text), 'about the removal');
  await employee.say('nee');
});

test('the same message a second time has its effect once', limit, async () => {
  const questions = async () => (await employee.messages()).filter(({ text }) => /^Voor wie doet u/m.test(text));
  const typed = await employee.activity({ type: 'message', text: 'nee, niemand', textFormat: 'plain' });
  assert.equal(await answerTo(typed), 200);
  await until(async () => (await questions()).length === 1, 'the next question');
  assert.equal(await answerTo(typed), 200);
  await employee.say('mijzelf');
  await employee.heard(({ text }) => /Vertel in uw eigen woorden/.test(text), 'the question after that');
  assert.equal((await questions()).length, 1);
});

test('a file that lies where none may lie is not fetched, and its sender hears it', limit, async () => {
  const file = await employee.activity({ type: 'message', text: '', attachments: [{
    contentType: 'application/vnd.microsoft.teams.file.download.info', contentUrl: 'https://zandrecht.example/foto.jpg',
    name: 'foto.jpg', content: { downloadUrl: 'https://zandrecht.example/foto.jpg', uniqueId: 'U', fileType: 'jpg' } }] });
  assert.equal(await answerTo(file), 200);
  await employee.heard(({ text }) => /niet kunnen ophalen: foto\.jpg/.test(text), 'that it could not be fetched');
});

test('consent to a file that was never offered, and an unknown invoke, are refused', limit, async () => {
  const consent = { type: 'invoke', name: 'fileConsent/invoke', value: { type: 'fileUpload', action: 'accept', context: {} } };
  assert.equal(await answerTo(await employee.activity(consent)), 501);
  assert.equal(await answerTo(await employee.activity({ ...consent, name: 'task/fetch' })), 501);
});

test('a kind that does not exist yet is taken', limit, async () => {
  assert.equal(await answerTo(await employee.activity({ type: 'invented' })), 200);
});
