// SPDX-License-Identifier: EUPL-1.2
// Plays the anonymous postbox in real browsers: a reporter without an account and the counsellors who answer. What the
// counsellors do with their keys is in desk.test.mjs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Program, checkPage, newPage, startBrowser } from './rig.mjs';
import {
  answer, complained, enterCode, fillReport, kept, leavesNothing, letters, lookAgain, openInbox, openPostbox, passSlots, readReport,
  report, said, sendReport, startReport, story,
} from './postbox_steps.mjs';

let program;
let browser;
let desk;
before(async () => {
  program = await Program.start();
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await program?.end();
});

const open = async (path, options) => {
  const page = await newPage(browser, options);
  const response = await page.goto(program.url + path);
  return { page, response };
};

const withoutScript = { javaScriptEnabled: false };
const small = { viewport: { width: 320, height: 640 } };
const other = (letter) => (letter === '2' ? '3' : '2');

test('before two counsellors and the spare key are ready, reporting is shut and says so', async () => {
  for (const path of ['/postvak', '/postvak/melden', '/postbox', '/postbox/report']) {
    const { page } = await open(path, small);
    assert.equal(await page.locator('#report').count(), 0, path);
    assert.match(await page.locator('main').textContent(), /geen twee vertrouwenspersonen|no two counsellors/, path);
    assert.equal(await page.locator('main a[href^="tel:112"]').count(), 1, path);
    await checkPage(page, `shut: ${path}`);
    await page.context().close();
  }
  ({ desks: [{ page: desk }] } = await openPostbox(browser, program));
});

test('the pages say what is kept and what cannot be promised, in two languages, on a small screen, with and without script', async () => {
  for (const [path, language] of [['/postvak', 'nl'], ['/postvak/melden', 'nl'], ['/postvak/lezen', 'nl'],
    ['/postbox', 'en'], ['/postbox/report', 'en'], ['/postbox/read', 'en']]) {
    for (const options of [{}, small, { ...small, ...withoutScript }]) {
      const { page, response } = await open(path, options);
      assert.equal(response.status(), 200, path);
      assert.equal(await page.locator('html').getAttribute('lang'), language);
      const first = page.locator('main .danger');
      assert.match(await first.textContent(), /112/, 'the emergency number stands first');
      await checkPage(page, `${path} ${JSON.stringify(options)}`);
      assert.equal(response.headers()['set-cookie'], undefined);
      if (!page.withoutScript) await leavesNothing(page);
      await page.context().close();
    }
  }
  const { page } = await open('/postvak/melden');
  await page.getByRole('link', { name: 'Read this page in English' }).click();
  await page.waitForURL('**/postbox/report');
  await page.context().close();
});

test('a whole dialogue: report, answer, check, message, name, close', async () => {
  const reporter = await startReport(browser, program);
  const code = await fillReport(reporter, { who: 'Een man van een jaar of veertig', safe: 'Nee, het gaat' });
  await reporter.getByLabel('Ja, naar de coördinator').check();
  const posted = [];
  reporter.on('request', (request) => { if (request.method() === 'POST') posted.push(request.postData() ?? ''); });
  await sendReport(reporter);
  await kept(reporter, code);
  await checkPage(reporter, 'kept');
  await leavesNothing(reporter, code);
  assert.ok(posted.length === 1 && !posted[0].includes('balie') && !posted[0].includes(code.slice(0, 5)), 'all sealed');
  await reporter.context().close();

  await lookAgain(desk);
  await desk.locator('#none').waitFor();
  await passSlots(program);
  await readReport(desk);
  const [read] = await letters(desk);
  for (const part of [story, 'Een man van een jaar of veertig', 'Nee, het gaat', 'Mogen naar de coördinator']) {
    assert.ok(read.includes(part), part);
  }
  await checkPage(desk, 'the counsellor reads');
  await answer(desk, 'Dank u voor uw melding. Wat hebt u nodig?');
  await answer(desk, 'Op dinsdag werd er geschreeuwd en op het glas geslagen.', 'Verstuur ter controle');

  const early = await openInbox(browser, program, code);
  await early.locator('#nothing').waitFor();
  await checkPage(early, 'no answer yet');
  await early.context().close();
  await passSlots(program);

  const inbox = await openInbox(browser, program, code);
  await inbox.locator('#replies li').nth(1).waitFor();
  const replies = await inbox.locator('#replies li').allTextContents();
  assert.match(replies[0], /^Week \d+ van \d{4}.*Wat hebt u nodig\?/s);
  assert.ok(!(await inbox.locator('main').textContent()).includes(story), 'the own text is not shown again');
  assert.match(await inbox.locator('#can-read').textContent(), /Fatima Helmgras, Wouter Schelp/);
  await checkPage(inbox, 'answers');
  await leavesNothing(inbox, code);

  const record = inbox.locator('#replies li').nth(1);
  await record.getByRole('button', { name: 'Verstuur dit antwoord' }).click();
  await complained(inbox, 'Kies eerst een', 'inbox-problem');
  await record.getByLabel('Nee, het klopt niet').check();
  await record.getByLabel('Wat moet anders?').fill('Het was op maandag.');
  await record.getByRole('button', { name: 'Verstuur dit antwoord' }).click();
  await said(inbox, 'Uw antwoord is bewaard');
  await inbox.locator('#message-text').fill('Ik wil graag praten.');
  await inbox.getByRole('button', { name: 'Verstuur bericht' }).click();
  await said(inbox, 'Uw bericht is bewaard');
  await inbox.getByText('Verander wat verder mag').click();
  await inbox.getByLabel('Ja, naar de leidinggevende').check();
  await inbox.getByRole('button', { name: 'Bewaar mijn keuze' }).click();
  await said(inbox, 'Uw keuze is bewaard');
  await inbox.getByText('Toch zeggen wie u bent').click();
  await inbox.getByLabel('Uw naam, en hoe').fill('Sam Voorbeeld, 06-00000000');
  await inbox.getByRole('button', { name: 'Verstuur mijn naam' }).click();
  await complained(inbox, 'Zet eerst het vinkje', 'inbox-problem');
  await checkPage(inbox, 'the name is asked twice');
  await inbox.locator('details[open]').getByLabel('Ik weet dat dit niet terug kan').check();
  await inbox.getByRole('button', { name: 'Verstuur mijn naam' }).click();
  await said(inbox, 'Uw naam is bewaard');
  await inbox.getByText('De code sluiten').click();
  await inbox.locator('details[open]').getByLabel('Ik weet dat dit niet terug kan').check();
  await inbox.getByRole('button', { name: 'Sluit mijn code' }).click();
  await inbox.locator('#closed').waitFor();
  await checkPage(inbox, 'closed');
  await inbox.reload();
  await enterCode(inbox, code);
  await complained(inbox, 'Bij deze code is geen postvak');
  await checkPage(inbox, 'a closed code is an unknown one');
  await inbox.context().close();

  await passSlots(program);
  await readReport(desk);
  const all = await letters(desk);
  assert.equal(all.length, 7);
  assert.match(all[3], /Klopt niet.*Het was op maandag/s);
  assert.match(all[4], /Ik wil graag praten/);
  assert.match(all[5], /Mogen naar de leidinggevende/);
  assert.match(all[6], /Wie het is.*Sam Voorbeeld/s);
  assert.equal(await desk.locator('#answer-part').isVisible(), false, 'nobody can be answered here any more');
  await desk.locator('#code-closed').waitFor();
  await checkPage(desk, 'the code was closed');
});

test('a slip of the pen is found before anything is sent, and an unknown code is answered alike', async () => {
  const code = await report(browser, program, { what: 'Melding over een verkeerde code' });
  const { page } = await open('/postvak/lezen');
  const asked = [];
  page.on('request', (request) => { if (request.url().includes('/api/')) asked.push(request.url()); });
  const swapped = code.replace(/^(.)(.)/, (all, one, two) => (one === two ? other(one) + two : two + one));
  for (const slip of [other(code[0]) + code.slice(1), swapped, code.slice(1), '', 'geen code']) {
    await enterCode(page, slip);
    await complained(page, 'Dit is geen goede code');
    await page.reload();
  }
  assert.deepEqual(asked, []);
  await checkPage(page, 'a slip');
  await enterCode(page, '00000-00000-00000-00000-00');
  await complained(page, 'Bij deze code is geen postvak');
  await checkPage(page, 'an unknown code');
  await page.context().close();
});

test('a code is read however it is typed', async () => {
  const code = await report(browser, program, { what: 'Melding over hoe een code wordt getypt' });
  const plain = code.replaceAll('-', '');
  const wide = plain.replace(/./g, (letter) => String.fromCodePoint(letter.codePointAt(0) + 0xFEE0));
  for (const options of [{}, withoutScript]) {
    for (const typed of [code.toLowerCase(), plain.replaceAll('0', 'O').replaceAll('1', 'I'), ` ${code.replaceAll('-', ' ')} `,
      code.replaceAll('-', ' – ').replaceAll('0', 'o').replaceAll('1', 'l'), wide]) {
      const page = await openInbox(browser, program, typed, options);
      await page.context().close();
    }
  }
});

test('what is missing is said where it is missing, and nothing is lost', async () => {
  const page = await startReport(browser, program);
  await sendReport(page);
  await complained(page, 'Schrijf eerst op wat er gebeurde');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'what');
  const code = await fillReport(page, { what: 'Een melding die nog niet af is' });
  await page.locator('#last').fill(code.endsWith('00') ? '01' : '00');
  await sendReport(page);
  await complained(page, 'niet de laatste groep');
  for (const box of await page.locator('input[name=readers]').all()) await box.uncheck();
  await sendReport(page);
  await complained(page, 'Kies minstens één vertrouwenspersoon');
  await checkPage(page, 'nobody may read');
  await page.locator('input[name=readers]').first().check();
  await page.locator('#last').fill(code.slice(-2).toLowerCase());
  await page.locator('#who').fill('é'.repeat(20_000));
  await sendReport(page);
  await complained(page, 'Uw tekst is te lang');
  await page.locator('#who').fill('');
  assert.equal(await page.locator('#what').inputValue(), 'Een melding die nog niet af is');
  await sendReport(page);
  await kept(page, code);
  await page.context().close();
});

test('who was left out reads nothing of it, nor of what follows', async () => {
  const page = await startReport(browser, program);
  const what = 'Dit gaat over Fatima zelf';
  const code = await fillReport(page, { what });
  await page.getByLabel('Fatima Helmgras').uncheck();
  await sendReport(page);
  await kept(page, code);
  await page.context().close();
  const inbox = await openInbox(browser, program, code);
  assert.doesNotMatch(await inbox.locator('#can-read').textContent(), /Fatima/);
  await inbox.locator('#message-text').fill('En dit ook niet voor haar');
  await inbox.getByRole('button', { name: 'Verstuur bericht' }).click();
  await said(inbox, 'Uw bericht is bewaard');
  await inbox.context().close();
  await passSlots(program);
  await lookAgain(desk);
  await desk.locator('.inbox-button', { hasText: 'nog niet af' }).waitFor();
  assert.equal(await desk.locator('.inbox-button', { hasText: what }).count(), 0);
});

test('pressing twice, a lost answer and two tabs send once', async () => {
  const what = 'Deze melding komt precies één keer aan';
  const page = await startReport(browser, program);
  let lost = 0;
  await page.route('**/api/inboxes', async (route) => {
    if (lost++ > 0) return route.continue();
    await route.fetch();
    return route.abort();
  });
  const code = await fillReport(page, { what });
  await page.getByRole('button', { name: 'Verstuur mijn melding' }).dblclick();
  await said(page, 'We proberen het opnieuw');
  await kept(page, code);
  assert.equal(lost, 2, 'one attempt and one more');
  await page.context().close();

  const plain = await startReport(browser, program, withoutScript);
  const form = { code: await fillReport(plain, { what: 'Twee tabs, één melding' }) };
  const readers = await plain.locator('input[name=readers]').evaluateAll((boxes) => boxes.map((box) => box.value));
  const body = new URLSearchParams({ ...form, what: 'Twee tabs, één melding', last: form.code.slice(-2), hand_on: 'no' });
  for (const reader of readers) body.append('readers', reader);
  const post = () => fetch(`${program.url}/postvak/melden`, { method: 'POST', body, headers: { Origin: program.url } });
  for (const response of await Promise.all([post(), post()])) assert.equal(response.status, 200);
  await sendReport(plain);
  await kept(plain, form.code);
  await plain.context().close();

  const inbox = await openInbox(browser, program, code);
  await inbox.locator('#message-text').fill('één bericht');
  await inbox.getByRole('button', { name: 'Verstuur bericht' }).dblclick();
  await said(inbox, 'Uw bericht is bewaard');
  await inbox.context().close();

  await passSlots(program);
  await readReport(desk, what);
  assert.equal((await letters(desk)).filter((letter) => letter.includes('één bericht')).length, 1);
  await lookAgain(desk);
  assert.equal(await desk.locator('.inbox-button', { hasText: what.slice(0, 30) }).count(), 1);
  assert.equal(await desk.locator('.inbox-button', { hasText: 'Twee tabs, één melding' }).count(), 1);
});

test('without script the whole path works, and both ways open what the other made', async () => {
  const what = 'Gemeld zonder script, met <b>haakjes</b> & meer';
  const page = await startReport(browser, program, { ...small, ...withoutScript });
  await page.locator('#plain-note').waitFor();
  await page.locator('#what').fill(what);
  await page.locator('#last').fill('??');
  await sendReport(page);
  await complained(page, 'niet de laatste groep', 'problem-before');
  assert.equal((await page.locator('#what').inputValue()).trim(), what);
  page.faults.length = 0;  // the browser itself reports the 400
  const code = await fillReport(page, { what });
  await sendReport(page);
  await kept(page, code);
  await checkPage(page, 'no script: kept', 'start');
  await page.context().close();

  await passSlots(program);
  await readReport(desk, what);
  for (const text of ['Eerst dit', 'Dan dat', 'En dan dit']) await answer(desk, text);
  await answer(desk, 'Een antwoord op <i>papier</i>', 'Verstuur ter controle');
  await passSlots(program);
  const scripted = await openInbox(browser, program, code);
  await scripted.locator('#replies li', { hasText: 'Een antwoord op <i>papier</i>' }).waitFor();
  await scripted.context().close();

  const inbox = await openInbox(browser, program, code, { ...small, ...withoutScript });
  assert.equal(new URL(inbox.url()).pathname, '/postvak/lezen');
  await inbox.locator('#replies li', { hasText: 'Een antwoord op <i>papier</i>' }).waitFor();
  assert.deepEqual(await inbox.locator('.reply__text').allTextContents(),
    ['Eerst dit', 'Dan dat', 'En dan dit', 'Een antwoord op <i>papier</i>'], 'in order, within one week');
  const wide = await inbox.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(wide <= 0, 'no sideways scrolling');
  await inbox.getByLabel('Ja, het klopt').check();
  await inbox.getByRole('button', { name: 'Verstuur dit antwoord' }).click();
  await said(inbox, 'Uw antwoord is bewaard');
  await inbox.locator('#message-text').fill('Ook dit is zonder script');
  await inbox.getByRole('button', { name: 'Verstuur bericht' }).click();
  await said(inbox, 'Uw bericht is bewaard');
  await inbox.getByText('De code sluiten').click();
  await inbox.getByRole('button', { name: 'Sluit mijn code' }).click();
  await complained(inbox, 'Zet eerst het vinkje', 'inbox-problem');
  await inbox.getByText('De code sluiten').click();
  await inbox.locator('details[open]').getByLabel('Ik weet dat dit niet terug kan').check();
  await inbox.getByRole('button', { name: 'Sluit mijn code' }).click();
  await inbox.getByText('Uw code opent niets meer').waitFor();
  await inbox.goto(`${program.url}/postvak/lezen`);
  await enterCode(inbox, code);
  await complained(inbox, 'Bij deze code is geen postvak');
  await inbox.context().close();

  await passSlots(program);
  await readReport(desk, what);
  assert.match((await letters(desk)).join(' '), /Klopt.*Ook dit is zonder script/s);
});

test('made with script, a code opens without it', async () => {
  const code = await report(browser, program, { what: 'Gemeld met script' });
  const inbox = await openInbox(browser, program, code, withoutScript);
  await inbox.locator('#nothing').waitFor();
  await inbox.context().close();
});

test('while an inbox is open it is looked at once a minute, and a new answer appears', async () => {
  const what = 'Deze melder blijft even kijken';
  const code = await report(browser, program, { what });
  await passSlots(program);
  await readReport(desk, what);
  await answer(desk, 'Daar is het antwoord');

  const page = await newPage(browser);
  await page.clock.install();
  await page.goto(`${program.url}/postvak/lezen`);
  await enterCode(page, code);
  await page.locator('#inbox').waitFor();
  let looked = 0;
  page.on('request', (request) => { if (request.url().endsWith('/api/open')) ++looked; });
  await page.clock.fastForward(59_000);
  assert.equal(looked, 0);
  await passSlots(program);
  await page.clock.fastForward(2_000);
  await said(page, 'Er is een nieuw antwoord');
  assert.equal(looked, 1);
  await page.locator('#replies li', { hasText: 'Daar is het antwoord' }).waitFor();
  await page.context().close();
});

test('a code in the address opens nothing', async () => {
  const code = await report(browser, program, { what: 'De code hoort niet in het adres' });
  for (const path of [`/postvak/${code}`, `/postvak/lezen/${code}`, `/postvak/lezen?code=${code}`, `/postbox/read?code=${code}`]) {
    const response = await fetch(program.url + path);
    const text = await response.text();
    assert.ok(response.status === 404 || !text.includes('id="inbox"'), `${path}: ${response.status}`);
    assert.ok(!text.includes(code), path);
  }
});

test('the way out leaves nothing on the screen and no step back', async () => {
  const { page } = await open('/postvak');
  await page.goto(`${program.url}/postvak/melden`);
  await page.locator('#sealed-note').waitFor();
  await page.locator('#what').fill('half geschreven');
  const elsewhere = await page.locator('#quick-exit').getAttribute('href');
  await page.route(elsewhere, (route) => route.fulfill({ contentType: 'text/html', body: '<title>Het weer</title>' }));
  await page.locator('#quick-exit').click();
  await page.waitForURL(elsewhere);
  await page.goBack();
  assert.equal(new URL(page.url()).pathname, '/postvak');
  await page.context().close();
});

test('every answer of the interface has one of three sizes and says as much for an unknown code', async () => {
  const { solve } = await import(new URL('../../adapters/web/assets/work.js', import.meta.url).href);
  const ask = async (path, body) => {
    const { salt, bits } = await (await fetch(`${program.url}/postvak/api/work`)).json();
    const response = await fetch(`${program.url}/postvak/api/${path}`, {
      method: 'POST', body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json', Origin: program.url, 'Postbox-Work': `${salt} ${await solve(salt, bits)}` },
    });
    return { status: response.status, bytes: (await response.arrayBuffer()).byteLength };
  };
  const proof = { name: 'AAAAAAAAAAAAAAAAAAAAAA', token: 'A'.repeat(43) };
  assert.deepEqual(await ask('open', proof), { status: 200, bytes: 16_384 });
  assert.equal((await ask('open', { name: 'x' })).status, 400);
});
