// SPDX-License-Identifier: EUPL-1.2
// Checks that nobody gets in without the Connector's token for this bot and this service address, and what becomes of the
// bot's own calls when its token is worthless. A foreign client carries every token; our STS mints them.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Person } from './person.mjs';
import { Rig, until } from './rig.mjs';

const limit = { timeout: 60_000 };
let rig;
before(async () => { rig = await Rig.start({ name: 'proof-none', auth: 'none' }); }, limit);
after(() => rig?.end());

/** What the program answers to a typed text. */
async function answerTo(text) {
  await rig.playground.type(rig.playground.personal.medewerker, text);
  const [status] = await until(() => {
    const statuses = rig.playground.statuses((body) => body.text === text);
    return statuses.length > 0 && statuses;
  }, `an answer to ${text}`);
  return status;
}

test('without a token everything is refused', limit, async () => {
  await rig.playground.install('medewerker');
  assert.equal(await answerTo('zonder'), 401);
  await until(() => rig.playground.statuses().length === 3, 'three answers');
  assert.deepEqual(rig.playground.statuses(), [401, 401, 401]);
});

test('a token that is signed with a public constant is refused', limit, async () => {
  await rig.open({ name: 'proof-dummy', auth: 'dummy' });
  assert.equal(await answerTo('met een token dat iedereen kan maken'), 401);
});

const now = () => Math.floor(Date.now() / 1000);
describe('of the tokens of our own service', () => {
  before(() => rig.open({ name: 'proof' }), limit);
  for (const [what, wrong] of [
    ['another issuer', () => ({ claims: { iss: 'https://api.botframework.com.zandrecht.example' } })],
    ['another bot', () => ({ claims: { aud: '11111111-2222-4333-8444-555555555555' } })],
    ['another service address', () => ({ claims: { serviceurl: 'https://smba.trafficmanager.net/emea/' } })],
    ['no service address', () => ({ claims: { serviceurl: undefined } })],
    ['an end that has passed', () => ({ claims: { nbf: now() - 7200, exp: now() - 3600 } })],
    ['a beginning that is still to come', () => ({ claims: { nbf: now() + 3600, exp: now() + 7200 } })],
    ['no signature', () => ({ algorithm: 'none' })],
    ['the signature of a stranger', () => ({ key: rig.sts.strangerKey })],
    ['the signature of Entra', () => ({ key: rig.sts.entraKey })],
  ]) {
    test(`one with ${what} is refused`, limit, async () => {
      rig.sts.inbound = wrong();
      assert.equal(await answerTo(`met ${what}`), 401);
    });
  }
});

test('none of them was heard, and the right token is', limit, async () => {
  assert.deepEqual(rig.playground.calls(), []);
  rig.sts.honest();
  await rig.playground.install('medewerker');
  await new Person(rig, 'medewerker').offered(/^Nee/);
  assert.equal(await answerTo('nee'), 200);
  assert.deepEqual(rig.playground.warnings(), []);
});

test('when the token of the bot itself is worthless nothing arrives, and the log says so', limit, async () => {
  await rig.end();
  rig = await Rig.start({ name: 'proof-bot' });  // the one before may hold a good token
  rig.sts.outbound = { claims: { aud: 'https://zandrecht.example' } };
  assert.equal(await answerTo('help'), 200);
  await until(() => rig.playground.warnings().some((text) => /Invalid token/.test(text)), 'the playground to object');
  await until(() => /teams_send_failed[^\n]*401/.test(rig.program.said), 'the log to say so');
  assert.deepEqual(rig.playground.calls(), []);
});
