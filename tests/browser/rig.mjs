// SPDX-License-Identifier: EUPL-1.2
// Starts the real program and a real browser for one test file, and holds the checks that every page must pass: no
// error in the console, nothing refused by the content security policy, no sideways scrolling, nothing axe objects to.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

/** A demo municipality on a free port, with a data directory of its own. */
export class Program {
  static async start() {
    const program = new Program();
    program.data = await mkdtemp(join(tmpdir(), 'meldmaat-browser-'));
    await program.run('0');
    return program;
  }

  async run(port) {
    this.process = spawn(process.env.MELDMAAT_PROGRAM, ['demo', '--port', port, '--data', this.data],
      { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    this.process.stderr.on('data', (text) => { said += text; });
    const ended = once(this.process, 'exit').then(([code]) => { throw new Error(`meldmaat ended (${code}): ${said}`); });
    ended.catch(() => undefined);
    this.url = await Promise.race([this.address(), ended]);
  }

  /** The first address it prints. */
  async address() {
    for await (const line of createInterface({ input: this.process.stdout })) {
      const found = /http:\/\/[^\s/]+:\d+/.exec(line);
      if (!found) continue;
      this.process.stdout.resume();
      return found[0];
    }
    return new Promise(() => undefined);
  }

  async stop() {
    const ended = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    await ended;
  }

  /** Runs `during` while nobody answers at the address, and comes back on the same one. */
  async away(during) {
    await this.stop();
    await during();
    await this.run(new URL(this.url).port);
  }

  async end() {
    await this.stop();
    await rm(this.data, { recursive: true });
  }
}

export const startBrowser = () => chromium.launch({ executablePath: '/usr/bin/chromium', args: flags });

/**
 * A page that remembers everything that went wrong on it.
 * @param {import('playwright-core').Browser} browser
 * @param {import('playwright-core').BrowserContextOptions} [options]
 */
export async function newPage(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1100, height: 800 }, ...options });
  const page = await context.newPage();
  page.faults = [];
  page.withoutScript = options.javaScriptEnabled === false;
  page.on('pageerror', (error) => page.faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') page.faults.push(message.text());
  });
  return page;
}

/** What every page must be, in every state. */
export async function checkPage(page, state) {
  assert.deepEqual(page.faults, [], `${state}: console`);
  if (!page.withoutScript) return checkDrawn(page, state);
  // Where script is switched off axe cannot run either: it looks at the same page in a window that gets no modules.
  const twin = await newPage(page.context().browser(), { viewport: page.viewportSize() });
  await twin.route('**/*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
  await twin.goto(page.url());
  await checkDrawn(twin, state);
  return twin.context().close();
}

async function checkDrawn(page, state) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(wide <= 0, `${state}: ${wide} px too wide`);
  // Through the DevTools protocol, which the content security policy does not see: the page stays as strict as it is.
  const tools = await page.context().newCDPSession(page);
  await tools.send('Runtime.evaluate', { expression: axe });
  const { result } = await tools.send('Runtime.evaluate', {
    expression: `axe.run(document, { runOnly: ${JSON.stringify(axeTags)}, iframes: false }).then((found) =>
      JSON.stringify({ passes: found.passes.length, violations: found.violations.map((violation) =>
        [violation.id, violation.nodes.map((node) => node.html + ' ' + node.failureSummary)]) }))`,
    awaitPromise: true,
    returnByValue: true,
  });
  await tools.detach();
  const { passes, violations } = JSON.parse(result.value);
  assert.deepEqual(violations, [], `${state}: axe`);
  assert.ok(passes > 20, `${state}: axe found only ${passes} rules to pass`);
}

/** Waits until `condition` gives something truthy, and gives that. */
export async function until(condition, what, milliseconds = 10_000) {
  const end = Date.now() + milliseconds;
  for (;;) {
    const value = await condition();
    if (value) return value;
    assert.ok(Date.now() < end, `waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
