// SPDX-License-Identifier: EUPL-1.2
// Starts what the tests need: a real Synapse, the program with a municipality whose people are on it, and a client for
// each of them. Both servers can be killed and come back with what they had on disk, at the same address.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { appendFile, cp, mkdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort } from '../free_port.mjs';
import { User } from './client.mjs';

const run = promisify(execFile);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const program = process.env.MELDMAAT_PROGRAM;

/** What programs said and had on disk, kept after the test. */
export const artefacts = here('../../build/synapse');

export const server = 'meldmaat.test';
export const bot = `@meldmaat:${server}`;

/** Who is in the municipality beside those of config/demo: employees with nothing but the chat, one a scenario. */
const employees = ['anna', 'bea', 'cas', 'daan', 'els', 'finn', 'gijs', 'hanna', 'ida', 'joris', 'kim'];
/** Those of config/demo who are on Matrix too. */
const roles = ['leidinggevende'];

/** Looks again and again until `condition` gives something truthy: for what tells no news. */
async function until(condition, what, milliseconds = 60_000) {
  const end = Date.now() + milliseconds;
  for (;;) {
    const value = await condition();
    if (value) return value;
    assert.ok(Date.now() < end, `waited in vain for ${what()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export class Homeserver {
  constructor(folder, port) {
    this.folder = folder;
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
  }

  async up(registration = join(this.folder, 'registration.yaml')) {
    await run(here('up'), [this.folder, String(this.port), registration]);
    this.pid = Number(await readFile(join(this.folder, 'pid'), 'utf8'));
  }

  down() { return run(here('down'), [this.folder]); }

  /** Ends it without a warning. */
  async kill() {
    process.kill(this.pid, 'SIGKILL');
    await until(() => readlink(`/proc/${this.pid}/cwd`).then(() => false, () => true), () => 'Synapse to be gone');
  }

  async ask(path, body, token) {
    const response = await fetch(this.url + path, body && { method: 'POST', body: JSON.stringify(body),
      headers: token ? { Authorization: `Bearer ${token}` } : {} });
    const answer = await response.json();
    assert.ok(response.ok, `${path}: ${JSON.stringify(answer)}`);
    return answer;
  }

  /** Makes an account, as the server's administrator may. */
  async account(username, admin = false) {
    const path = '/_synapse/admin/v1/register';
    const { nonce } = await this.ask(path);
    const password = 'only-for-a-test';
    const mac = createHmac('sha1', await readFile(join(this.folder, 'secret'), 'utf8'))
      .update([nonce, username, password, admin ? 'admin' : 'notadmin'].join('\0')).digest('hex');
    const made = await this.ask(path, { nonce, username, password, admin, mac });
    return { url: this.url, id: made.user_id, token: made.access_token, device: made.device_id };
  }

  /** An account that may type faster than people do; all other limits stay, also those of the bot. */
  async typist(username) {
    this.administrator ??= await this.account('beheer', true);
    const account = await this.account(username);
    await this.ask(`/_synapse/admin/v1/users/${encodeURIComponent(account.id)}/override_ratelimit`,
      { messages_per_second: 0, burst_count: 0 }, this.administrator.token);
    return account;
  }
}

class Program {
  constructor(folder, port) {
    this.folder = folder;
    this.port = port;
    this.configuration = join(folder, 'configuration');
  }

  async configure(homeserver) {
    await cp(here('../../config/demo'), this.configuration, { recursive: true });
    const file = join(this.configuration, 'organisation.toml');
    let organisation = await readFile(file, 'utf8');
    for (const person of roles) {
      const before = organisation;
      organisation = before.replace(new RegExp(`(id = "${person}"\\n(?:.+\\n)*?channels = )\\["web"\\]`),
        `$1["matrix:@${person}:${server}", "web"]`);
      assert.notEqual(organisation, before, `${person} is not in the demo municipality`);
    }
    await writeFile(file, organisation);
    await this.remindSoon();
    for (const person of employees) {
      const name = `${person[0].toUpperCase()}${person.slice(1)} Zilt`;
      await appendFile(file, `\n[[person]]\nid = "${person}"\nname = "${name}"\n` +
        `team = "burgerzaken"\nchannels = ["matrix:@${person}:${server}"]\n`);
    }
    const [web, figures] = [await freePort(), await freePort()];
    await writeFile(join(this.configuration, 'meldmaat.toml'), `
      data = "${this.folder}/data"
      web = { address = "127.0.0.1", port = ${web}, origin = "http://127.0.0.1:${web}" }
      metrics = { address = "127.0.0.1", port = ${figures} }
      [matrix]
      homeserver = "${homeserver.url}"
      server_name = "${server}"
      user = "meldmaat"
      port = ${this.port}
      url = "http://127.0.0.1:${this.port}"
      as_token_file = "${this.folder}/as_token"
      hs_token_file = "${this.folder}/hs_token"
      servers = ["${server}"]\n`);
  }

  /** The municipality's own version of the protocol: whoever is to open a case is reminded after a minute. */
  async remindSoon() {
    const shipped = await readFile(here('../../config/protocols/standaard.toml'), 'utf8');
    const own = shipped.replace(/^version = 1$/m, 'version = 2')
      .replace(/(id = "T04"\n(?:.+\n)*?)remind = \["2h"\]/, '$1remind = ["1m"]');
    assert.match(own, /version = 2[^]*remind = \["1m"\]/);
    await mkdir(join(this.configuration, 'protocols'));
    await writeFile(join(this.configuration, 'protocols', 'standaard-2.toml'), own);
  }

  /** @returns {Promise<string>} the file that its administrator gives to the homeserver */
  async registration() {
    const { stdout } = await run(program, ['generate-registration', '--config', this.configuration, '--make-tokens']);
    const file = join(this.folder, 'meldmaat.yaml');
    await writeFile(file, stdout, { mode: 0o600 });
    return file;
  }

  async up() {
    // Where this process is ended in the middle, the program ends with it.
    this.process = spawn('setpriv', ['--pdeathsig', 'KILL', program, 'serve', '--config', this.configuration],
      { stdio: ['ignore', 'pipe', 'pipe'] });
    this.log ??= createWriteStream(join(this.folder, 'meldmaat.log'));
    let said = '';
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream.on('data', (text) => {
        said += text;
        this.log.write(text);
      });
    }
    // Whatever it answers: it listens.
    await until(() => {
      assert.ok(this.process.exitCode === null, `meldmaat ended: ${said}`);
      return fetch(`http://127.0.0.1:${this.port}/`).then(() => true, () => false);
    }, () => 'meldmaat to listen for Matrix');
  }

  async end(signal) {
    if (!this.process || this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = once(this.process, 'exit');
    this.process.kill(signal);
    await ended;
  }

  down() { return this.end('SIGTERM'); }
  kill() { return this.end('SIGKILL'); }

  /** Runs `during` while it does nothing at all: what it should hear meanwhile stays with the homeserver. */
  async frozen(during) {
    this.process.kill('SIGSTOP');
    try {
      await during();
    } finally {
      this.process.kill('SIGCONT');
    }
  }
}

export class Rig {
  /** @param {string} name of the folder among the artefacts */
  static async start(name) {
    const rig = new Rig();
    const folder = join(artefacts, name);
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    rig.users = new Map();
    rig.homeserver = new Homeserver(join(folder, 'homeserver'), await freePort());
    rig.program = new Program(folder, await freePort());
    try {
      await rig.program.configure(rig.homeserver);
      await rig.homeserver.up(await rig.program.registration());
      await rig.program.up();
      return rig;
    } catch (error) {
      await rig.end();
      throw error;
    }
  }

  /** @returns {Promise<User>} the client of somebody, signed in; one a person */
  user(name, wish) {
    if (!this.users.has(name)) {
      this.users.set(name, this.homeserver.typist(name).then((account) => User.start(account, wish)));
    }
    return this.users.get(name);
  }

  /** Kills the homeserver, runs `meanwhile`, and starts it again. */
  async loseHomeserver(meanwhile = async () => undefined) {
    await this.homeserver.kill();
    await meanwhile();
    await this.homeserver.up();
    for (const user of this.users.values()) (await user).hurry();
  }

  /** Kills the program, runs `meanwhile`, and starts it again. */
  async loseProgram(meanwhile = async () => undefined) {
    await this.program.kill();
    await meanwhile();
    await this.program.up();
  }

  async end() {
    for (const user of await Promise.allSettled(this.users.values())) user.value?.stop();
    await this.program.down();
    this.program.log?.end();
    await this.homeserver.down();
  }
}
