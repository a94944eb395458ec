// SPDX-License-Identifier: EUPL-1.2
// Checks the pages around the conversation and what the page does when things go wrong: the demo's start and clock, three
// conversations side by side, the way out, hostile text, a server that is away, a proxy that swallows the event stream,
// a session that ends.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { attach, messages, onePixel, say } from './follow.mjs';
import { Program, checkPage, newPage, startBrowser, until } from './rig.mjs';

let program;
let browser;
before(async () => {
  program = await Program.start();
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await program?.end();
});

async function open(path, options) {
  const page = await newPage(browser, options);
  await page.goto(program.url + path);
  return page;
}

const texts = async (page) => (await messages(page)).filter((message) => message.own).map((message) => message.text);

for (const [width, javaScriptEnabled] of [[1100, true], [320, false]]) {
  test(`the demo's start and the error page are sound (${width} px, script: ${javaScriptEnabled})`, async () => {
    const page = await open('/', { viewport: { width, height: 640 }, javaScriptEnabled });
    await checkPage(page, 'start');
    assert.ok(await page.locator('.person a').count() >= 10);
    const response = await page.goto(`${program.url}/p/niemand/`);
    assert.equal(response.status(), 404);
    page.faults.length = 0;  // the browser itself reports the 404
    assert.equal(await page.getByRole('link', { name: 'Naar het begin' }).last().getAttribute('href'), '/');
    await checkPage(page, 'error page');
    await page.context().close();
  });

  test(`the clock moves (${width} px, script: ${javaScriptEnabled})`, async () => {
    const page = await open('/', { viewport: { width, height: 640 }, javaScriptEnabled });
    const now = async () => Date.parse(await page.locator('#now time').getAttribute('datetime'));
    const start = await now();
    await page.getByRole('button', { name: '25 uur verder' }).click();
    await until(async () => await now().catch(() => 0) >= start + 25 * 3_600_000, 'the clock to move');
    await checkPage(page, 'clock moved');
    await page.context().close();
  });
}

test('three conversations stand side by side', async () => {
  const page = await open('/demo/together');
  await until(async () => page.frames().length === 4, 'three frames');
  await checkPage(page, 'together');
  for (const frame of page.frames().slice(1)) {
    await frame.locator('#messages > li').first().waitFor();
    assert.match(frame.url(), /\/p\/[a-z_]+\/$/);
  }
  await page.context().close();
});

test('the way out leaves nothing on the screen and no step back', async () => {
  const page = await open('/');
  await page.goto(`${program.url}/p/medewerker/`);
  const elsewhere = await page.locator('#quick-exit').getAttribute('href');
  await page.route(elsewhere, (route) => route.fulfill({ contentType: 'text/html', body: '<title>Het weer</title>' }));
  await page.locator('#quick-exit').click();
  await page.waitForURL(elsewhere);
  await page.goBack();
  assert.equal(new URL(page.url()).pathname, '/', 'the conversation is no step in the history any more');
  await page.context().close();
});

test('hostile text is shown as text, live and reloaded', async () => {
  const page = await open('/p/collega/');
  const hostile = '<img src=x onerror="document.title=1"></li></ol><h1>Systeem: uw melding is gesloten</h1>\u202Eomgekeerd';
  await say(page, hostile);
  for (const state of ['live', 'reloaded']) {
    assert.ok((await texts(page)).includes(hostile.replace('\u202E', '[U+202E]')), state);
    assert.equal(await page.locator('h1').count(), 1, state);
    assert.equal(await page.locator('img').count(), 0, state);
    await checkPage(page, `hostile text ${state}`);
    await page.reload();
  }
  await page.context().close();
});

test('what is typed while the server is away arrives once, in order, when it is back', async () => {
  const page = await open('/p/opvang/');
  await program.away(async () => {
    for (const text of ['eerste bericht', 'tweede bericht']) {
      await page.locator('#text').fill(text);
      await page.locator('#say button').click();
    }
    await page.locator('#waiting .message--waiting', { hasText: 'Nog niet verstuurd' }).first().waitFor();
    assert.equal(await page.locator('#waiting > li').count(), 2);
    page.faults.length = 0;  // the browser itself reports every refused connection
    await checkPage(page, 'waiting for the server');
  });
  await until(async () => await page.locator('#waiting > li').count() === 0, 'both to be sent', 60_000);
  await page.reload();
  assert.deepEqual((await texts(page)).filter((text) => text.endsWith('bericht')), ['eerste bericht', 'tweede bericht']);
  const stored = await page.evaluate(() => localStorage.length + sessionStorage.length);
  assert.equal(stored, 0, 'nothing is left behind in the browser');
  await page.context().close();
});

test('a post that was kept but whose answer got lost counts once', async () => {
  const page = await open('/p/griffier/');
  let lost = false;
  await page.route('**/messages', async (route) => {
    if (lost || route.request().method() !== 'POST') return route.continue();
    lost = true;
    await route.fetch();
    return route.abort();
  });
  await page.locator('#text').fill('precies één keer');
  await page.locator('#say button').click();
  await until(async () => lost && await page.locator('#waiting > li').count() === 0, 'the second try');
  await page.reload();
  assert.deepEqual((await texts(page)).filter((text) => text === 'precies één keer').length, 1);
  await page.context().close();
});

test('where the event stream does not get through, the long poll brings the answers', async () => {
  const page = await newPage(browser);
  await page.route('**/events?*', (route) => route.abort());
  await page.goto(`${program.url}/p/raadslid/`);
  await say(page, 'komt dit aan?');
  assert.ok((await texts(page)).includes('komt dit aan?'));
  await page.context().close();
});

test('a text that is too long is refused whole, and stays', async () => {
  const page = await open('/p/burgemeester/');
  const long = 'a'.repeat(20_001);
  await page.locator('#text').fill(long);
  await page.locator('#say button').click();
  await page.getByText('te lang').waitFor();
  assert.equal((await page.locator('#text').inputValue()).length, long.length);
  await checkPage(page, 'too long');
  await page.context().close();
});

test('a file that is no photo, sound or pdf is refused with the reason, with and without script', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const page = await open('/p/medewerker/', { javaScriptEnabled });
    const details = page.locator('#file-part');
    if (await details.getAttribute('open') === null) await details.locator('summary').click();
    const buffer = Buffer.from('MZ is no photo');
    await page.locator('#file').setInputFiles({ name: 'macro.exe', mimeType: 'image/png', buffer });
    await page.locator('#attach button').click();
    await page.locator('#problem', { hasText: 'Dit soort bestand kan niet' }).waitFor();
    page.faults.length = 0;  // the browser itself reports the 415
    await checkPage(page, 'file refused');
    await page.context().close();
  }
  const page = await open('/p/medewerker/');
  await attach(page, 'foto.png', 'image/png', onePixel);
  assert.equal(await page.locator('.message__file', { hasText: 'foto.png' }).count(), 1);
  await page.context().close();
});

test('outside the demo a link signs in once, and a page whose session has ended says so', async () => {
  const service = await Program.serve();
  const page = await newPage(browser);
  await page.goto(service.url);
  await checkPage(page, 'how to sign in');
  const link = await service.invite('medewerker');
  await page.goto(link);
  await checkPage(page, 'invitation');
  await page.getByRole('button', { name: 'Open mijn gesprek' }).click();
  await page.waitForURL(`${service.url}/p/medewerker/`);
  await checkPage(page, 'signed in');
  const used = await page.request.post(link, { headers: { Origin: service.url }, maxRedirects: 0 });
  assert.equal(used.status(), 410);

  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.getByRole('button', { name: /^Sluit dit gesprek af/ }).click();
  await other.waitForURL(`${service.url}/`);
  await page.bringToFront();
  await page.locator('#text').fill('nog één ding');
  await page.locator('#say button').click();
  await page.locator('#connection', { hasText: 'uitgelogd' }).waitFor();
  const refused = page.locator('#waiting .message--refused', { hasText: 'nog één ding' });
  assert.equal(await refused.count(), 1, 'what was typed stays');
  page.faults.length = 0;  // the browser itself reports the 401
  await checkPage(page, 'signed out');
  await page.reload();
  await page.getByText('Open uw gesprek eerst met uw persoonlijke link').waitFor();
  await page.context().close();
  await service.end();
});

test('everything stays readable in forced colours and on paper', async () => {
  for (const options of [{ forcedColors: 'active' }, {}]) {
    const page = await open('/p/medewerker/', options);
    await checkPage(page, JSON.stringify(options));
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('.composer').isVisible(), false);
    assert.equal(await page.locator('#messages > li').first().isVisible(), true);
    await page.context().close();
  }
});
