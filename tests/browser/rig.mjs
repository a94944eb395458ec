// SPDX-License-Identifier: EUPL-1.2
// Starts the real program and a real browser for one test file, and holds the checks that every page must pass: no
// error in the console, nothing refused by the content security policy, no sideways scrolling, nothing axe objects to.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { freePort } from '../free_port.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

const executable = process.env.MELDMAAT_PROGRAM;
const demoConfiguration = fileURLToPath(new URL('../../config/demo', import.meta.url));

/** A program with a data directory of its own. */
export class Program {
  /** A demo municipality on a free port. */
  static async start() {
    const program = new Program();
    program.folder = await mkdtemp(join(tmpdir(), 'meldmaat-browser-'));
    await program.run(['demo', '--port', '0', '--data', program.folder]);
    return program;
  }

  /** The same municipality as a real service, where one signs in. */
  static async serve() {
    const program = new Program();
    program.folder = await mkdtemp(join(tmpdir(), 'meldmaat-browser-'));
    await cp(demoConfiguration, program.folder, { recursive: true });
    const [port, figures] = [await freePort(), await freePort()];
    await writeFile(join(program.folder, 'meldmaat.toml'), `
      data = "${program.folder}/data"
      web = { address = "127.0.0.1", port = ${port}, origin = "http://127.0.0.1:${port}" }
      metrics = { address = "127.0.0.1", port = ${figures} }`);
    program.serving = new URL(`http://127.0.0.1:${port}`);
    await program.run(['serve', '--config', program.folder]);
    return program;
  }

  /** @returns {Promise<string>} a link that signs this person in, once */
  async invite(person) {
    const { stdout } = await promisify(execFile)(executable, ['invite', '--config', this.folder, person]);
    return stdout.trim();
  }

  async run(options) {
    this.process = spawn(executable, options, { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    this.process.stderr.on('data', (text) => { said += text; });
    const ended = once(this.process, 'exit').then(([code]) => { throw new Error(`meldmaat ended (${code}): ${said}`); });
    ended.catch(() => undefined);
    this.url = await Promise.race([this.address(), ended]);
  }

  /** The first address it prints; a service prints none, and is ready when it answers. */
  async address() {
    if (this.serving) {
      this.process.stdout.resume();
      await until(() => fetch(this.serving).then(() => true, () => false), 'the service to answer');
      return this.serving.origin;
    }
    for await (const line of createInterface({ input: this.process.stdout })) {
      const found = /http:\/\/[^\s/]+:\d+/.exec(line);
      if (!found) continue;
      this.process.stdout.resume();
      return found[0];
    }
    return new Promise(() => undefined);
  }

  async stop() {
    if (this.process.exitCode !== null) return;
    const ended = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    await ended;
  }

  /** Runs `during` while nobody answers at the address, and comes back on the same one. */
  async away(during) {
    await this.stop();
    await during();
    await this.run(['demo', '--port', new URL(this.url).port, '--data', this.folder]);
  }

  async end() {
    await this.stop();
    await rm(this.folder, { recursive: true });
  }
}

export const startBrowser = () => chromium.launch({ executablePath: '/usr/bin/chromium', args: flags });

/**
 * A page that remembers everything that went wrong on it.
 * @param {import('playwright-core').Browser} browser
 * @param {import('playwright-core').BrowserContextOptions} [options]
 */
export async function newPage(browser, options = {}) {
  // Without scrolling that is still under way: what is measured or pressed stands where it will stay.
  const context = await browser.newContext({ viewport: { width: 1100, height: 800 }, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  page.faults = [];
  page.looked = new Set();
  page.withoutScript = options.javaScriptEnabled === false;
  page.on('pageerror', (error) => page.faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') page.faults.push(message.text());
  });
  return page;
}

/**
 * What every page must be, in every state.
 * @param {string} [shape] states of one shape are drawn by the same code: axe looks at the first of them
 */
export async function checkPage(page, state, shape = state) {
  assert.deepEqual(page.faults, [], `${state}: console`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(wide <= 0, `${state}: ${wide} px too wide`);
  if (page.looked.has(shape)) return;
  page.looked.add(shape);
  if (!page.withoutScript) {
    await checkAccessible(page, state);
    return;
  }
  // Where script is switched off axe cannot run either: it looks at the same page in a window that gets no modules.
  const twin = await newPage(page.context().browser(), { viewport: page.viewportSize() });
  await twin.route('**/*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
  await twin.goto(page.url());
  await checkAccessible(twin, state);
  await twin.context().close();
}

/** Axe comes through the DevTools protocol, which the content security policy does not see: the page stays strict. */
async function checkAccessible(page, state) {
  const tools = await page.context().newCDPSession(page);
  const evaluate = async (expression) =>
    (await tools.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })).result.value;
  if (await evaluate('typeof axe') === 'undefined') await evaluate(axe);
  const found = await evaluate(`axe.run(document, { runOnly: ${JSON.stringify(axeTags)}, iframes: false,
    resultTypes: ['violations'] }).then((found) => JSON.stringify({ passes: found.passes.length,
      violations: found.violations.map((violation) =>
        [violation.id, violation.nodes.map((node) => node.html + ' ' + node.failureSummary)]) }))`);
  await tools.detach();
  const { passes, violations } = JSON.parse(found);
  assert.deepEqual(violations, [], `${state}: axe`);
  assert.ok(passes > 20, `${state}: axe found only ${passes} rules to pass`);
}

/** Waits until `condition` gives something truthy, and gives that. */
export async function until(condition, what, milliseconds = 30_000) {
  const end = Date.now() + milliseconds;
  for (;;) {
    const value = await condition();
    if (value) return value;
    assert.ok(Date.now() < end, `waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
