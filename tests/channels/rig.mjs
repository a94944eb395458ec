// SPDX-License-Identifier: EUPL-1.2
// Starts one program on three channels: Matrix with a real Synapse (tests/synapse), Teams with the Agents Playground
// (tests/playground), and its own web pages. Its people are the demo's, each reachable as a test needs it.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Rig as Teams, people, until } from '../playground/rig.mjs';
import { User } from '../synapse/client.mjs';
import { Homeserver, server } from '../synapse/rig.mjs';

const run = promisify(execFile);
const program = process.env.MELDMAAT_PROGRAM;
const artefacts = fileURLToPath(new URL('../../build/channels', import.meta.url));
// The network is this test's own: every port in it is free.
const [matrix, web] = [29333, 8080];
const origin = `http://127.0.0.1:${web}`;

const onMatrix = (person) => `matrix:@${person}:${server}`;
/** Nobody in the playground has this id. */
const nowhereInTeams = 'teams:0d3c1f00-52a1-4b6e-8f00-0000000000ff';

/** Best first. */
export const channels = {
  leidinggevende: [`teams:${people.leidinggevende.aadObjectId}`, 'web'],
  vertrouwenspersoon: ['web'],
  adjunct_directeur: [nowhereInTeams, onMatrix('adjunct_directeur'), 'web'],
};

/** Who is in the municipality beside those of the demo: employees with nothing but the chat. */
const employees = { anna: 'burgerzaken', bea: 'bedrijfsvoering' };

async function configure(configuration, homeserver) {
  const file = join(configuration, 'organisation.toml');
  let organisation = await readFile(file, 'utf8');
  for (const [person, list] of Object.entries(channels)) {
    const before = organisation;
    organisation = before.replace(new RegExp(`(id = "${person}"\\n(?:.+\\n)*?channels = )\\[.*?\\]`),
      `$1${JSON.stringify(list)}`);
    assert.notEqual(organisation, before, `${person} is not in the demo municipality`);
  }
  for (const [person, team] of Object.entries(employees)) {
    organisation += `\n[[person]]\nid = "${person}"\nname = "${person} Zilt"\nteam = "${team}"\n` +
      `channels = ["${onMatrix(person)}"]\n`;
  }
  await writeFile(file, organisation);
  await appendFile(join(configuration, 'meldmaat.toml'), `
    [web]
    address = "127.0.0.1"
    port = ${web}
    origin = "${origin}"
    [matrix]
    homeserver = "${homeserver.url}"
    server_name = "${server}"
    as_token_file = "${artefacts}/as_token"
    hs_token_file = "${artefacts}/hs_token"
    port = ${matrix}\n`);
  const { stdout } = await run(program, ['generate-registration', '--config', configuration, '--make-tokens']);
  const registration = join(artefacts, 'meldmaat.yaml');
  await writeFile(registration, stdout, { mode: 0o600 });
  await homeserver.up(registration);
}

/** Somebody who is signed in on the web pages. */
class Visitor {
  constructor(person, cookie) {
    this.person = person;
    this.cookie = cookie;
  }

  async ask(path, fields = {}, wished = 200) {
    const response = await fetch(`${origin}/p/${this.person}/${path}`, { redirect: 'manual', ...fields,
      headers: { Cookie: this.cookie, Origin: origin, Accept: 'application/json', ...fields.headers } });
    assert.equal(response.status, wished, `${path}: ${await response.clone().text()}`);
    return response;
  }

  /** Everything meldmaat said here, the oldest first. */
  async messages() {
    const { messages } = await (await this.ask('messages')).json();
    return messages.filter(({ from }) => from !== 'person');
  }

  heard(test, what) {
    return until(async () => (await this.messages()).filter(test).at(-1), `${this.person} on the web: ${what}`);
  }

  say(body) {
    return this.ask('messages', { method: 'POST', body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() } });
  }

  /** Waits for the button and presses it. */
  async choose(label) {
    const find = ({ options = [] }) => options.find((option) => label.test(option.label));
    const message = await this.heard(find, `${label} to press`);
    await this.say({ choice: find(message).id, question: message.sequence });
  }
}

export class Rig {
  static async start(name) {
    const rig = new Rig();
    rig.users = new Map();
    await rm(artefacts, { recursive: true, force: true });
    await mkdir(artefacts, { recursive: true });
    rig.homeserver = new Homeserver(join(artefacts, 'homeserver'), 8008);
    try {
      rig.teams = await Teams.start({ name, also: async (configuration) => {
        rig.configuration = configuration;
        await configure(configuration, rig.homeserver);
      } });
      return rig;
    } catch (error) {
      await rig.end();
      throw error;
    }
  }

  /** @returns {Promise<User>} the client of somebody on Matrix */
  user(name) {
    if (!this.users.has(name)) {
      this.users.set(name, this.homeserver.typist(name).then((account) => User.start(account)));
    }
    return this.users.get(name);
  }

  /** Somebody who opened the link that signs them in on the web. */
  async visitor(person) {
    const { stdout } = await run(program, ['invite', '--config', this.configuration, person]);
    const response = await fetch(stdout.trim(), { method: 'POST', redirect: 'manual', headers: { Origin: origin } });
    assert.equal(response.status, 303);
    return new Visitor(person, response.headers.get('set-cookie').split(';')[0]);
  }

  async end() {
    for (const user of await Promise.allSettled(this.users.values())) user.value?.stop();
    await this.teams?.end();
    await this.homeserver.down();
  }
}
