// SPDX-License-Identifier: EUPL-1.2
// Makes the app package for Teams with the real program and reads it with other people's tools: libarchive (through
// cmake) unpacks it, and ajv holds both JSON files against Microsoft's own schemas in packaging/teams (M01-M06). Then
// what must stop the program instead of making a package, or a bot, without an identity (C18).
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { inflateSync } from 'node:zlib';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';

const run = promisify(execFile);
const packaging = new URL('../../packaging/teams/', import.meta.url);
const demo = fileURLToPath(new URL('../../config/demo', import.meta.url));
const clientId = '5c2d6e0a-91b4-4c1e-8f3d-0a7b6c5d4e3f';
const teams = `[web]
origin = "https://meldmaat.zandrecht.example"
[teams]
client_id = "${clientId}"
tenants = ["0f1e2d3c-4b5a-4968-8776-655443322110"]
`;
let folder;
let made = 0;

before(async () => { folder = await mkdtemp(join(tmpdir(), 'meldmaat-package-')); });
after(() => rm(folder, { recursive: true, force: true }));

/** @returns {Promise<string>} a configuration folder of its own, with this meldmaat.toml and perhaps texts/nl.toml */
async function configuration(settings, dutch = '') {
  const config = join(folder, `config-${++made}`);
  await mkdir(join(config, 'texts'), { recursive: true });
  await cp(join(demo, 'organisation.toml'), join(config, 'organisation.toml'));
  await writeFile(join(config, 'meldmaat.toml'), settings);
  await writeFile(join(config, 'texts', 'nl.toml'), dutch);
  return config;
}

/** @returns {Promise<{code: number, said: string}>} */
async function program(words, environment = {}) {
  const env = { PATH: process.env.PATH, ...environment };
  try {
    const { stdout } = await run(process.env.MELDMAAT_PROGRAM, words, { env, timeout: 60_000 });
    return { code: 0, said: stdout };
  } catch (failed) {
    return { code: failed.code, said: failed.stdout + failed.stderr };
  }
}

/** @returns {Promise<Map<string, Buffer>>} the files of a package, in its order */
async function unpacked(config, ...options) {
  const zip = join(folder, `${++made}.zip`);
  const { code, said } = await program(['teams-package', '--config', config, zip, ...options]);
  assert.equal(code, 0, said);
  const to = join(folder, `unpacked-${made}`);
  await mkdir(to);
  await run('cmake', ['-E', 'tar', 'xf', zip], { cwd: to });
  const names = (await run('cmake', ['-E', 'tar', 'tf', zip])).stdout.trim().split('\n');
  assert.deepEqual([...names].sort(), (await readdir(to)).sort());
  const files = new Map([['zip', await readFile(zip)]]);
  for (const name of names) files.set(name, await readFile(join(to, name)));
  return files;
}

/** Width, height, and for each pixel its colour and how opaque it is; PNG of 8 bits with alpha, rows without filter. */
function pixels(png) {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  assert.deepEqual([...png.subarray(24, 29)], [8, 6, 0, 0, 0]);
  const length = png.readUInt32BE(33);
  assert.equal(png.subarray(37, 41).toString(), 'IDAT');
  const rows = inflateSync(png.subarray(41, 41 + length));
  const all = [];
  for (let at = 0; at < rows.length; ++at) {
    if (at % (1 + width * 4) === 0) assert.equal(rows[at], 0);
    else { all.push([...rows.subarray(at, at + 4)]); at += 3; }
  }
  assert.equal(all.length, width * height);
  return { width, height, all };
}

test('M01: the package is flat, and the same every time', async () => {
  const config = await configuration(`${teams}managed_identity = true\n`);
  const files = await unpacked(config);
  assert.deepEqual([...files.keys()].slice(1), ['manifest.json', 'en.json', 'color.png', 'outline.png']);
  assert.ok(files.get('zip').equals((await unpacked(config)).get('zip')));
});

test('M02, M04: manifest and English texts hold to Microsoft’s schemas', async () => {
  const files = await unpacked(await configuration(`${teams}managed_identity = true\n`));
  for (const [file, schema] of [['manifest.json', 'MicrosoftTeams.schema.json'],
    ['en.json', 'MicrosoftTeams.Localization.schema.json']]) {
    // Microsoft's patterns are not of the stricter kind that the flag "u" asks for.
    const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
    addFormats(ajv);
    const validate = ajv.compile(JSON.parse(await readFile(new URL(schema, packaging), 'utf8')));
    const value = JSON.parse(files.get(file));
    assert.ok(validate(value), `${file}: ${ajv.errorsText(validate.errors)}`);
    assert.ok(value.$schema.endsWith(`/v1.19/${schema}`));
    value.unknown = true;
    assert.ok(!validate(value), 'a schema that accepts everything proves nothing');
  }
});

test('M03: icons of the size and kind that Teams asks for', async () => {
  const files = await unpacked(await configuration(`${teams}managed_identity = true\n`));
  const colour = pixels(files.get('color.png'));
  assert.deepEqual([colour.width, colour.height], [192, 192]);
  assert.ok(colour.all.every((pixel) => pixel[3] === 255));
  const outline = pixels(files.get('outline.png'));
  assert.deepEqual([outline.width, outline.height], [32, 32]);
  assert.ok(outline.all.every(([red, green, blue]) => red + green + blue === 3 * 255));
  assert.ok(outline.all.some((pixel) => pixel[3] === 0) && outline.all.some((pixel) => pixel[3] === 255));
});

test('M05, M06: the configured bot, for one person at a time', async () => {
  const config = await configuration(`${teams}managed_identity = true\nprivacy_url = "https://zandrecht.example/privacy"\n`);
  const manifest = JSON.parse((await unpacked(config)).get('manifest.json'));
  const [bot] = manifest.bots;
  assert.equal(bot.botId, clientId);
  assert.notEqual(manifest.id, clientId);
  assert.deepEqual([bot.scopes, bot.commandLists[0].scopes, manifest.defaultInstallScope], [['personal'], ['personal'], 'personal']);
  assert.deepEqual([bot.supportsFiles, bot.isNotificationOnly], [true, false]);
  assert.deepEqual(manifest.validDomains, ['meldmaat.zandrecht.example']);
  assert.equal(manifest.developer.privacyUrl, 'https://zandrecht.example/privacy');
  assert.equal(manifest.developer.name, 'Gemeente Zandrecht');

  const { said } = await program(['--version']);
  assert.equal(`meldmaat ${manifest.version}`, said.trim());
  const later = JSON.parse((await unpacked(config, '--app-version', '7.0.1')).get('manifest.json'));
  assert.deepEqual([later.version, later.id], ['7.0.1', manifest.id]);
});

test('a package that Teams would refuse is not made', async () => {
  const identity = `${teams}managed_identity = true\n`;
  const to = join(folder, 'refused.zip');
  for (const [config, options, reason] of [
    [await configuration(''), [], /no table \[teams\]/],
    [await configuration(identity.replace('https://meldmaat.zandrecht.example', 'http://localhost:8080')), [],
      /origin of \[web\] is http:\/\/localhost:8080/],
    [await configuration(identity, `[teams_package]\n"name" = "${'Meldmaat'.repeat(4)}"\n`), [],
      /"teams_package\.name" \(nl\) has 32 characters; Teams takes at most 30/],
    [await configuration(identity), ['--app-version', '1.2'], /"1\.2" is not a version/]]) {
    const { code, said } = await program(['teams-package', '--config', config, to, ...options]);
    assert.equal(code, 1, said);
    assert.match(said, reason);
  }
  await assert.rejects(readFile(to));
});

test('C18: without an identity there is no bot', async () => {
  const secret = join(folder, 'secret');
  const secretFile = `${teams}client_secret_file = "${secret}"\n`;
  for (const [settings, content, reason] of [
    [secretFile, '\n', /the file ".*secret" is empty/],
    [secretFile, null, /there is no file/],
    [teams, 'unused', /does not say how the bot proves who it is/],
    [secretFile.replace(clientId, ''), 'a secret', /"client_id" is empty/]]) {
    await rm(secret, { force: true });
    if (content !== null) await writeFile(secret, content, { mode: 0o600 });
    const config = await configuration(`data = "${join(folder, 'data')}"\n${settings}`);
    for (const words of [['serve', '--config', config], ['check-config', config]]) {
      const { code, said } = await program(words);
      assert.equal(code, 1, said);
      assert.match(said, reason);
    }
  }
  // The names that administrators know take the place of what the file lacks; the shorter ones win.
  const config = await configuration(teams);
  const known = { MicrosoftAppPassword: 'a secret', MicrosoftAppId: 'no GUID', CLIENT_ID: clientId };
  assert.equal((await program(['check-config', config], known)).code, 0);
  assert.match((await program(['check-config', config], { ...known, CLIENT_ID: '' })).said, /CLIENT_ID is not a GUID/);
});
