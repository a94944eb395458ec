// SPDX-License-Identifier: EUPL-1.2
// Starts what one test file needs, in the network of its own that the run script made: our STS, the program with a
// municipality whose people are in Teams, and the playground, which is Teams and the Bot Connector to the program.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, createWriteStream, fstatSync, openSync, readSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import WebSocket from 'ws';
import { Sts } from './sts.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
/** Screenshots and what programs said, kept after the test. */
export const artefacts = here('../../build/playground');

export const app = '5b1d4f0a-6c3e-4d8b-9a27-0f4e8c6b2d11';
export const bot = { id: `28:${app}`, name: 'meldmaat' };
export const tenant = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const secret = 'only-for-the-playground';  // its telemetry would pass it on
const playgroundPort = 6150;  // not one a connection can be given: it would take another without a word, as it is in use
const serviceUrl = `http://127.0.0.1:${playgroundPort}/_connector`;
const endpoint = 'http://127.0.0.1:3978/api/messages';
const group = '19:group-1@thread.v2';
const team = '19:team-1@thread.tacv2';
export const channel = '19:channel-1@thread.tacv2';

const object = (number) => `0d3c1f00-52a1-4b6e-8f00-00000000000${number}`;
/** Those of config/demo/organisation.toml who are in Teams; the playground wants exactly six. */
export const people = Object.fromEntries([
  ['medewerker', 'Noor Duinker'],
  ['leidinggevende', 'Anouk Strandhof'],
  ['collega', 'Samir Kwelder'],
  ['vertrouwenspersoon', 'Fatima Helmgras'],
  ['coordinator', 'Priya Vloedlijn'],
  ['directeur', 'Marijke Duinvoet'],
].map(([person, name], number) => [person, { name, aadObjectId: object(number), email: `${person}@zandrecht.example` }]));

/** Waits until `condition` gives something truthy, and gives that. */
export async function until(condition, what, milliseconds = 20_000) {
  const end = Date.now() + milliseconds;
  for (;;) {
    const value = await condition();
    if (value) return value;
    assert.ok(Date.now() < end, `waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** A child process whose words go to a file among the artefacts. */
async function start(name, command, options, environment) {
  await mkdir(artefacts, { recursive: true });
  const child = spawn(command, options, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...environment } });
  const log = createWriteStream(join(artefacts, `${name}.log`));
  child.said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      child.said += text;
      log.write(text);
    });
  }
  child.ready = (condition, what) => until(() => {
    assert.equal(child.exitCode, null, `${name} ended: ${child.said}`);
    return condition();
  }, what).catch((error) => {
    child.kill('SIGKILL');  // nobody has it yet who would end it, and it would keep this process alive
    throw new Error(`${error.message}; ${name} said: ${child.said}`, { cause: error });
  });
  return child;
}

async function stop(child, signal) {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

const answers = (url) => fetch(url).then(({ ok }) => ok, () => false);

/** The service, with the demo municipality; `also` changes its configuration before it starts. */
async function startProgram(name, folder, sts, also = async () => undefined) {
  const configuration = join(folder, 'configuration');
  await cp(here('../../config/demo'), configuration, { recursive: true });
  const file = join(configuration, 'organisation.toml');
  let organisation = await readFile(file, 'utf8');
  for (const [person, { aadObjectId }] of Object.entries(people)) {
    const before = organisation;
    organisation = before.replace(new RegExp(`(id = "${person}"\\n(?:.+\\n)*?channels = )\\["web"\\]`), `$1["teams:${aadObjectId}"]`);
    assert.notEqual(organisation, before, `${person} is not in the demo municipality`);
  }
  await writeFile(file, organisation);
  await writeFile(join(folder, 'secret'), secret, { mode: 0o600 });
  await writeFile(join(configuration, 'meldmaat.toml'), `
    data = "${folder}/data"
    [teams]
    client_id = "${app}"
    tenants = ["${tenant}"]
    client_secret_file = "${folder}/secret"
    sends_per_second = 50
    [teams.cloud]
    openid_metadata = "${sts.origin}/v1/.well-known/openidconfiguration"
    login = "${sts.origin}"
    connectors = ["${new URL(serviceUrl).origin}"]
    global_service_url = "${serviceUrl}"\n`);
  await also(configuration);
  const program = await start(`${name}-meldmaat`, process.env.MELDMAAT_PROGRAM, ['serve', '--config', configuration]);
  // 405 is the answer to a method that is not POST: it listens.
  await program.ready(() => fetch(endpoint).then(() => true, () => false), 'meldmaat to listen for Teams');
  return program;
}

/** The playground: control interface, what it recorded, and the stream its own screen draws from. */
class Playground {
  /** @param {'sts' | 'none' | 'dummy'} auth under which token it delivers: ours, none, its own signed with a public constant */
  static async start(name, folder, { sts, current, auth }) {
    const playground = new Playground();
    const users = Object.entries(people).map(([person, { name: full, aadObjectId, email }]) => ({
      // Teams gives every user an id of this bot's own. Before somebody spoke the bot can name them by their object id
      // alone, which Teams takes as well and the playground does not: so for all but one both are the same.
      id: person === 'medewerker' ? '29:medewerker' : aadObjectId, name: full, userPrincipleName: email, aadObjectId, email,
      givenName: full.split(' ')[0], surname: full.split(' ').slice(1).join(' '),
    }));
    playground.ids = Object.fromEntries(Object.keys(people).map((person, number) => [person, users[number].id]));
    playground.current = current;
    playground.personal = { [current]: 'a:personal-1' };
    playground.group = group;
    const at = (file) => join(folder, file);
    // JSON is YAML.
    await writeFile(at('playground.yml'), JSON.stringify({ version: '0.1.1', tenantId: tenant, bot,
      currentUser: users.find(({ id }) => id === playground.ids[current]),
      users: users.filter(({ id }) => id !== playground.ids[current]),
      personalChat: { id: playground.personal[current] }, groupChat: { id: group, name: 'Team Burgerzaken' },
      team: { id: team, name: 'Zandrecht', aadGroupId: object(9), channels: [{ id: channel, name: 'Nieuws' }] } }));
    playground.recording = openSync(at('recording'), 'w+');
    playground.read = 0;
    playground.taken = [];
    playground.process = await start(`${name}-playground`, process.execPath, [
      here('node_modules/@microsoft/m365agentsplayground/cli.js'), '-e', endpoint, '-c', 'msteams', '-p', String(playgroundPort),
      '--service-url', serviceUrl, '--enable-events-recording', '--disable-telemetry',
      ...(auth === 'sts' ? ['--client-id', app, '--client-secret', secret, '--tenant-id', tenant] : []),
    ], {
      TEAMSAPPTESTER_BROWSER: 'none',
      M365_AGENTS_PLAYGROUND_LOGFILE: at('playground.log'),
      M365_AGENTS_PLAYGROUND_CONFIG_PATH: at('playground.yml'),
      M365_AGENTS_PLAYGROUND_RECORDING_FILE: at('recording'),
      NODE_EXTRA_CA_CERTS: sts.authority,
      HOME: folder,
      ...(auth === 'dummy' && { M365_AGENTS_PLAYGROUND_TARGET_SDK: 'teams-ai-v2-dotnet' }),
    });
    playground.sockets = [];
    playground.url = `http://127.0.0.1:${playgroundPort}`;
    await playground.process.ready(() => answers(`${playground.url}/_debug/ping`), 'the playground to listen');
    playground.log = await playground.listen('/_ws/log/stream');
    return playground;
  }

  /** Keeps everything a stream says. */
  async listen(path) {
    const said = [];
    const socket = new WebSocket(`ws://127.0.0.1:${playgroundPort}${path}`);
    socket.on('message', (data) => said.push(JSON.parse(data)));
    await once(socket, 'open');
    this.sockets.push(socket);
    return said;
  }

  /** Asks the control interface. @returns what it answers with 200; anything else fails */
  async ask(path, body) {
    const response = await fetch(this.url + path, body === undefined ? {} : {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    const text = await response.text();
    assert.ok(response.ok, `${path}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  install(person) { return this.ask(`/_debug/conversation/${encodeURIComponent(this.personal[person])}/installation`, {}); }

  /** What is typed into a chat by the one at the keyboard. */
  type(conversation, text, mentions = []) {
    return this.ask(`/_conversation/v1/conversations/${encodeURIComponent(conversation)}/messages`,
      { from: { id: this.ids[this.current] }, text, textFormat: 'plain', mentions });
  }

  /** An activity that is none of its own: sent as it is, with the token of the moment. */
  inject(activity) { return this.ask('/_internal/v1/customActivities', activity); }

  template(type, conversation) {
    return this.ask(`/_internal/v1/customActivities/template?${new URLSearchParams({ conversationId: conversation, type })}`);
  }

  /** The calls of the program that the playground took, the oldest first: { method, path, body, status, answer }. */
  calls() {
    const fresh = Buffer.alloc(fstatSync(this.recording).size - this.read);
    readSync(this.recording, fresh, 0, fresh.length, this.read);
    const mark = '\n---\n';
    const end = fresh.lastIndexOf(mark) + 1;  // the rest is still being written
    if (end > 0) this.read += end - 1 + mark.length;
    for (const part of fresh.toString('utf8', 0, end).split(mark).filter((each) => each.trim() !== '')) {
      const { direction, request, response } = JSON.parse(part);
      if (!direction.startsWith('User Application')) continue;
      this.taken.push({ method: request.method, path: request.url, body: request.body, status: response.statusCode,
        answer: response.body });
    }
    return this.taken;
  }

  /** What the program answered to the activities of which `test` holds. */
  statuses(test = () => true) {
    return this.log.map(({ log }) => log).filter(({ to, request }) => to === 'User Application' && test(request.body))
      .map(({ response }) => response.statusCode);
  }

  /** What it warned of: a call of the program with a token it did not trust. */
  warnings() { return this.log.map(({ log }) => log).filter(({ level }) => level === 'warning').map(({ displayText }) => displayText); }

  async end() {
    for (const socket of this.sockets) socket.terminate();
    closeSync(this.recording);
    await stop(this.process, 'SIGINT');
  }
}

/** All of it. */
export class Rig {
  /**
   * @param {{name: string, current?: string, auth?: 'sts' | 'none' | 'dummy', also?: (configuration: string) => Promise<void>}}
   *   wish `current` sits at the keyboard; `also` changes the folder of the configuration
   */
  static async start(wish) {
    const rig = new Rig();
    rig.folder = await mkdtemp(join(tmpdir(), 'meldmaat-playground-'));
    try {
      rig.sts = await Sts.start(rig.folder, { app, tenant, secret, serviceUrl });
      rig.program = await startProgram(wish.name, rig.folder, rig.sts, wish.also);
      await rig.open(wish);
      return rig;
    } catch (error) {
      await rig.end();  // what still listens would keep this process alive
      throw error;
    }
  }

  /** Another playground, which remembers nothing of the one before, for the same program. */
  async open({ name, current = 'medewerker', auth = 'sts' }) {
    await this.playground?.end();
    this.playground = await Playground.start(name, this.folder, { sts: this.sts, current, auth });
  }

  /** The program's own figures. @returns {Promise<number>} the sum over all series of that name */
  async figure(name) {
    const text = await (await fetch('http://127.0.0.1:9464/metrics')).text();
    const lines = text.split('\n').filter((line) => line.startsWith(name) && /^[ {]/.test(line.slice(name.length)));
    return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
  }

  /** The chat with somebody, which exists afterwards: asked for as the bot does it, so both get the same one. */
  async chatWith(person) {
    const { personal, ids } = this.playground;
    if (!personal[person]) {
      const response = await fetch(`${serviceUrl}/v3/conversations`, {
        method: 'POST', headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${this.sts.botToken()}` },
        body: JSON.stringify({ isGroup: false, bot, members: [{ id: ids[person] }], tenantId: tenant }) });
      assert.equal(response.status, 201);
      personal[person] = (await response.json()).id;
    }
    return personal[person];
  }

  async end() {
    await this.playground?.end();
    if (this.program) await stop(this.program, 'SIGTERM');
    this.sts?.end();
    await rm(this.folder, { recursive: true });
  }
}
