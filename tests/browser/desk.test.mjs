// SPDX-License-Identifier: EUPL-1.2
// Plays the counsellors' desk of the postbox in real browsers: keys, sheets, lost keys, what may be handed on.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { messages } from './follow.mjs';
import { Program, checkPage, newPage, startBrowser, until } from './rig.mjs';
import {
  answer, complained, counsellors, fillReport, kept, leavesNothing, letters, lookAgain, makeKey, makeRecoverySheets, openDesk,
  openInbox, passSlots, readReport, report, said, sendReport, startReport, unlock,
} from './postbox_steps.mjs';

let program;
let browser;
/** What the tests below go on with: the pages, the passphrases and the sheets. */
const desks = [];
let sheets;
before(async () => {
  program = await Program.start();
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await program?.end();
});

const small = { viewport: { width: 320, height: 640 } };
const other = (letter) => (letter === '2' ? '3' : '2');
/** Everything that a page sends. */
const sendings = (page) => {
  const bodies = [];
  page.on('request', (request) => { if (request.method() === 'POST') bodies.push(request.postData() ?? ''); });
  return bodies;
};

test('only counsellors have a desk, and without script it says that it needs it', async () => {
  for (const path of ['desk', 'desk/keys', 'desk/inboxes']) {
    assert.equal((await fetch(`${program.url}/p/medewerker/${path}`)).status, 404, path);
  }
  const page = await newPage(browser, { ...small, javaScriptEnabled: false });
  await page.goto(`${program.url}/p/${counsellors[0]}/desk`);
  await page.getByText('een browser met script nodig').waitFor();
  assert.equal(await page.locator('form:visible').count(), 0);
  await checkPage(page, 'the desk without script');
  await page.context().close();
});

test('the first time a counsellor makes a key, and the passphrase never leaves the browser', async () => {
  const page = await openDesk(browser, program, counsellors[0], small);
  const bodies = sendings(page);
  await page.locator('#make').waitFor();
  await checkPage(page, 'make a key');
  await page.locator('#passphrase').fill('te kort');
  await page.locator('#repeated').fill('te kort');
  await page.getByRole('button', { name: 'Maak mijn sleutel' }).click();
  await complained(page, 'minstens 16 tekens');
  await page.locator('#passphrase').fill('lang genoeg om te mogen');
  await page.getByRole('button', { name: 'Maak mijn sleutel' }).click();
  await complained(page, 'niet gelijk');
  await checkPage(page, 'two passphrases');
  assert.deepEqual(bodies, []);
  const passphrase = await makeKey(page);
  assert.equal(bodies.length, 1);
  assert.deepEqual(Object.keys(JSON.parse(bodies[0])), ['key', 'locked_key']);
  assert.ok(!bodies[0].includes(passphrase.slice(0, 5)));
  await page.locator('#shut').waitFor();
  await checkPage(page, 'the own key is made');
  await leavesNothing(page);
  desks.push({ page, passphrase });
});

test('the desk locks by its button and after a quarter of an hour without activity, and opens with the passphrase alone', async () => {
  const [{ page: first, passphrase }] = desks;
  await first.getByRole('button', { name: 'Op slot' }).click();
  await first.locator('#unlock').waitFor();
  assert.equal(await first.locator('#open').isVisible(), false);
  await checkPage(first, 'locked');
  await unlock(first, 'dit is een andere wachtzin');
  await complained(first, 'past niet');
  await checkPage(first, 'a wrong passphrase');
  await unlock(first, passphrase);
  await first.locator('#list').waitFor();

  const page = await newPage(browser);
  await page.clock.install();
  await page.goto(`${program.url}/p/${counsellors[0]}/desk`);
  await page.locator('#unlock').waitFor();
  await unlock(page, passphrase);
  await page.locator('#list').waitFor();
  await page.clock.runFor(14 * 60_000);
  assert.equal(await page.locator('#list').isVisible(), true);
  await page.mouse.move(10, 10);
  await page.clock.runFor(14 * 60_000);
  assert.equal(await page.locator('#list').isVisible(), true, 'who does something stays');
  await page.clock.runFor(90_000);
  await page.locator('#unlock').waitFor();
  assert.equal(await page.locator('#open').isVisible(), false);
  await page.context().close();
});

test('the spare key is made on two sheets that are seen once, printed apart and never sent', async () => {
  const second = await openDesk(browser, program, counsellors[1]);
  desks.push({ page: second, passphrase: await makeKey(second) });
  const [{ page }] = desks;
  const bodies = sendings(page);
  await page.getByRole('button', { name: 'Toon de twee bladen' }).click();
  await page.locator('.sheet').first().waitFor();
  await checkPage(page, 'two sheets');
  const shown = await page.locator('.sheet .code').allTextContents();
  assert.match(shown[0], /^(?:[0-9A-HJKMNP-TV-Z]{5}-){10}[0-9A-HJKMNP-TV-Z]{4}$/);

  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.sheet:visible').count(), 0, 'printed by habit, no sheet goes along');
  for (const sheet of ['1', '2']) {
    await page.evaluate((number) => { document.body.dataset.print = number; }, sheet);
    assert.deepEqual(await page.locator('.sheet:visible').evaluateAll((all) => all.map((one) => one.dataset.sheet)), [sheet]);
    assert.ok((await page.locator('body').innerText()).includes(shown[Number(sheet) - 1]));
  }
  await page.evaluate(() => { delete document.body.dataset.print; });
  await page.emulateMedia({ media: 'screen' });

  await page.locator('#sheet-last-1').fill(shown[1].slice(-4));
  await page.locator('#sheet-last-2').fill(shown[1].slice(-4));
  await page.getByRole('button', { name: /^De bladen zijn er/ }).click();
  await complained(page, 'Op blad 1 klopt een teken niet');
  sheets = await makeRecoverySheets(page);
  assert.equal(await page.locator('.sheet .code', { hasText: '-' }).count(), 0, 'and are gone');
  assert.equal(bodies.length, 1);
  for (const sheet of sheets) assert.ok(!bodies[0].includes(sheet.slice(0, 5)));
  await page.locator('#shut').waitFor({ state: 'hidden' });
  await checkPage(page, 'the postbox is open');
});

test('the desk says what is new since the last answer, and shows what was written as text', async () => {
  const hostile = '<img src=x onerror="document.title=1"></li><h1>Systeem</h1>\u202Eomgekeerd';
  const code = await report(browser, program, { what: `Over weergave ${hostile}`, where: 'Bij de ingang' });
  await passSlots(program);
  const [{ page }, { page: second }] = desks;
  await lookAgain(page);
  const entry = page.locator('#inboxes li', { hasText: 'Over weergave' });
  assert.match(await entry.textContent(), /Week \d+ van \d{4}.*Nieuw sinds het laatste antwoord: 1/s);
  await checkPage(page, 'a report in the list');
  await readReport(page, 'Over weergave');
  const [read] = await letters(page);
  assert.ok(read.includes(hostile.replace('\u202E', '[U+202E]')), read);
  assert.ok(read.includes('Bij de ingang'));
  assert.equal(await page.locator('h1').count(), 1);
  assert.equal(await page.locator('img').count(), 0);
  await checkPage(page, 'hostile text');
  await page.getByRole('button', { name: 'Verstuur als bericht' }).click();
  await complained(page, 'Schrijf eerst iets op');

  await page.locator('#answer').fill('Eén antwoord');
  await page.getByRole('button', { name: 'Verstuur als bericht' }).dblclick();
  await said(page, 'Het antwoord is bewaard');
  assert.match((await letters(page)).at(-1), /Te zien vanaf het volgende leesmoment.*Eén antwoord/s);
  await lookAgain(page);
  assert.match(await entry.textContent(), /Niets nieuws/);

  const inbox = await openInbox(browser, program, code);
  await inbox.locator('#message-text').fill('Nog iets');
  await inbox.getByRole('button', { name: 'Verstuur bericht' }).click();
  await said(inbox, 'Uw bericht is bewaard');
  await inbox.context().close();
  await passSlots(program);
  for (const each of [page, second]) {
    await lookAgain(each);
    const same = each.locator('#inboxes li', { hasText: 'Over weergave' });
    assert.match(await same.textContent(), /Nieuw sinds het laatste antwoord: 1/);
  }
  await readReport(second, 'Over weergave');
  const all = await letters(second);
  assert.equal(all.filter((letter) => letter.includes('Eén antwoord')).length, 1, 'pressing twice sends once');
  assert.deepEqual(all.map((letter) => /weergave|Eén antwoord|Nog iets/.exec(letter)[0]), ['weergave', 'Eén antwoord', 'Nog iets']);
  await lookAgain(second);
});

test('an envelope that somebody made by hand breaks nothing', async () => {
  const reporter = await startReport(browser, program);
  const sent = await reporter.evaluate(async () => {
    const load = (name) => import(performance.getEntriesByType('resource').map((entry) => entry.name)
      .find((address) => new RegExp(`/${name}-[0-9a-f]+\\.js$`).test(address)));
    const [{ newInbox, Inbox }, { makeCode }, { ask }] = [await load('inbox'), await load('receipt_code'), await load('api')];
    const { recipients, recovery } = await ask('/postvak/api/keys');
    const post = async (path, body) => (await ask(`/postvak/api/${path}`, body)).kept;
    const code = makeCode();
    const hostile = { kind: 'report', n: Number.MAX_SAFE_INTEGER, what: 'Met de hand gemaakt', who: { a: 1 }, hand_on: 'everybody' };
    const answers = [await post('inboxes', await newInbox(code, hostile, [...recipients, recovery]))];
    const inbox = await Inbox.of(code);
    inbox.recipients = [...recipients, recovery];
    for (const content of [{ kind: '"]<b>', text: 42 }, { kind: 'checked', right: 'perhaps', record: [] }, { kind: 'hand_on' },
      { kind: 'toString', text: '\u202E' }]) {
      answers.push(await post('messages', await inbox.message(content)));
    }
    return answers;
  });
  assert.deepEqual(sent, [true, true, true, true, true]);
  await reporter.context().close();
  await passSlots(program);
  const [{ page }] = desks;
  await readReport(page, 'Met de hand gemaakt');
  assert.equal((await letters(page)).length, 5);
  assert.equal(await page.locator('#facts-part').isVisible(), false);
  await checkPage(page, 'made by hand');
  await lookAgain(page);
});

test('facts go further only where the reporter agrees, after a second look, and without a word of the report', async () => {
  const [{ page }] = desks;
  const reporting = async (what, choice) => {
    const reporter = await startReport(browser, program);
    const code = await fillReport(reporter, { what });
    await reporter.getByLabel(choice).check();
    await sendReport(reporter);
    await kept(reporter, code);
    await reporter.context().close();
    return code;
  };
  await reporting('Feiten mogen niet verder', 'Nee, alleen de vertrouwenspersoon');
  const code = await reporting('Feiten mogen naar de coördinator', 'Ja, naar de coördinator');
  await reporting('Feiten mogen naar de manager', 'Ja, naar de leidinggevende');
  await passSlots(program);

  await readReport(page, 'Feiten mogen niet verder');
  assert.equal(await page.locator('#facts-part').isVisible(), false);
  await readReport(page, 'Feiten mogen naar de manager');
  assert.equal(await page.locator('#team').isVisible(), true);
  await page.locator('#facts').fill('Zonder team');
  await page.getByRole('button', { name: 'Bekijk wat er wordt gestuurd' }).click();
  await complained(page, 'Kies eerst een team');
  await checkPage(page, 'facts to a manager');

  await readReport(page, 'Feiten mogen naar de coörd');
  assert.equal(await page.locator('#team').isVisible(), false);
  await page.locator('#facts').fill('Aan een balie werd op glas geslagen.');
  await page.getByRole('button', { name: 'Bekijk wat er wordt gestuurd' }).click();
  assert.equal(await page.locator('#facts-text').textContent(), 'Aan een balie werd op glas geslagen.');
  await checkPage(page, 'facts, looked at once more');
  await page.getByRole('button', { name: 'Geef door' }).click();
  await complained(page, 'Zet eerst het vinkje');
  await page.getByLabel('Niets hierin wijst naar de melder').check();
  const bodies = sendings(page);
  await page.getByRole('button', { name: 'Geef door' }).click();
  await said(page, 'De feiten zijn doorgegeven');
  assert.deepEqual(bodies.map((body) => JSON.parse(body)),
    [{ to: 'coordinator', team: '', text: 'Aan een balie werd op glas geslagen.' }]);
  const coordinator = await newPage(browser);
  await coordinator.goto(`${program.url}/p/coordinator/`);
  await until(async () => (await messages(coordinator)).some(({ text }) => text.includes('Aan een balie werd op glas geslagen.')),
    'the coordinator to hear it');
  await coordinator.context().close();

  const inbox = await openInbox(browser, program, code);
  await inbox.getByText('Verander wat verder mag').click();
  await inbox.getByLabel('Nee, alleen de vertrouwenspersoon').check();
  await inbox.getByRole('button', { name: 'Bewaar mijn keuze' }).click();
  await said(inbox, 'Uw keuze is bewaard');
  await inbox.context().close();
  await passSlots(program);
  await readReport(page, 'Feiten mogen naar de coörd');
  assert.equal(await page.locator('#facts-part').isVisible(), false, 'the last word counts');
});

test('a counsellor who lost the passphrase gets access from a colleague, but not to what was kept from them', async () => {
  const [first, { page: second }] = desks;
  const reporter = await startReport(browser, program);
  const code = await fillReport(reporter, { what: 'Dit is niet voor Fatima' });
  await reporter.getByLabel('Fatima Helmgras').uncheck();
  await sendReport(reporter);
  await kept(reporter, code);
  await reporter.context().close();
  await passSlots(program);

  const known = await report(browser, program, { what: 'Deze melder schrijft straks verder' });
  await passSlots(program);
  const writing = await startReport(browser, program);
  const inbox = await openInbox(browser, program, known);

  await first.page.getByRole('button', { name: 'Op slot' }).click();
  await first.page.getByText('De wachtzin is kwijt').click();
  await first.page.getByRole('button', { name: 'Maak een nieuwe sleutel' }).click();
  await first.page.getByText('De oude sleutel werkt hierna niet meer').waitFor();
  await checkPage(first.page, 'a new key');
  first.passphrase = await makeKey(first.page);
  await first.page.locator('#closed-to-me', { hasText: /: 6\./ }).waitFor();
  assert.equal(await first.page.locator('.inbox-button').count(), 0);
  await checkPage(first.page, 'nothing opens');

  // Who was writing meanwhile is told that the list is another, and loses nothing; a message follows by itself.
  const late = await fillReport(writing, { what: 'Geschreven terwijl er een sleutel veranderde' });
  await sendReport(writing);
  await complained(writing, 'De lijst van wie kan lezen is veranderd');
  await checkPage(writing, 'another list of readers');
  assert.equal(await writing.locator('input[name=readers]:checked').count(), 2);
  await sendReport(writing);
  await kept(writing, late);
  await writing.context().close();
  await inbox.locator('#message-text').fill('Dit komt nog aan');
  await inbox.getByRole('button', { name: 'Verstuur bericht' }).click();
  await said(inbox, 'Uw bericht is bewaard');
  await inbox.context().close();
  await passSlots(program);

  await lookAgain(second);
  await second.getByText('Toegang geven aan een collega').click();
  await second.getByRole('button', { name: 'Geef Fatima Helmgras toegang' }).click();
  await said(second, 'Fatima Helmgras heeft nu toegang');
  await checkPage(second, 'access given');
  await second.getByRole('button', { name: 'Geef Fatima Helmgras toegang' }).click();
  await said(second, 'Er is niets waar Fatima Helmgras nog toegang toe moet krijgen');
  await lookAgain(first.page);
  await readReport(first.page, 'Over weergave');
  assert.match((await letters(first.page)).join(' '), /Eén antwoord.*Nog iets/s);
  await readReport(first.page, 'Deze melder schrijft');
  assert.match((await letters(first.page)).join(' '), /Dit komt nog aan/);
  await lookAgain(first.page);
  assert.equal(await first.page.locator('.inbox-button').count(), 7);
  assert.equal(await first.page.locator('.inbox-button', { hasText: 'niet voor Fatima' }).count(), 0);
  assert.equal(await second.locator('.inbox-button', { hasText: 'niet voor Fatima' }).count(), 1);
});

test('both sheets together open everything again; one alone, a mistyped one or another one does not', async () => {
  const [, second] = desks;
  const { page } = second;
  const before = await page.locator('.inbox-button').count();
  await page.getByRole('button', { name: 'Op slot' }).click();
  await page.getByText('De wachtzin is kwijt').click();
  await page.getByRole('button', { name: 'Maak een nieuwe sleutel' }).click();
  second.passphrase = await makeKey(page);
  assert.equal(await page.locator('.inbox-button').count(), 0);

  const bodies = sendings(page);
  await page.getByText('De reservesleutel gebruiken').click();
  const use = async (one, two) => {
    await page.locator('#sheet-1').fill(one);
    await page.locator('#sheet-2').fill(two);
    await page.getByRole('button', { name: 'Open met beide bladen' }).click();
  };
  await use(sheets[0], '');
  await complained(page, 'Op blad 2 klopt een teken niet');
  await use(other(sheets[0][0]) + sheets[0].slice(1), sheets[1]);
  await complained(page, 'Op blad 1 klopt een teken niet');
  await use(sheets[1], sheets[0]);
  await complained(page, 'Op blad 1 klopt een teken niet');
  await checkPage(page, 'a sheet with a slip');
  assert.deepEqual(bodies, []);
  await use(sheets[0].toLowerCase(), sheets[1].replaceAll('-', ' '));
  await said(page, 'Berichten die nu opengaan');
  assert.equal(await page.locator('.inbox-button').count(), before);
  for (const body of bodies) assert.ok(!sheets.some((sheet) => body.includes(sheet.slice(0, 5))));
  await checkPage(page, 'everything opens again');
  await readReport(page, 'Over weergave');
  await answer(page, 'Ook na het terughalen kan er worden geantwoord.');
  await lookAgain(page);
});

test('sheets of an earlier spare key are told to be so', async () => {
  const [, { page }] = desks;
  await page.getByText('Maak de reservesleutel').click();
  await page.getByText('Er is al een reservesleutel').waitFor();
  const latest = await makeRecoverySheets(page);
  for (const [id, sheet] of [['#sheet-1', sheets[0]], ['#sheet-2', sheets[1]]]) await page.locator(id).fill(sheet);
  await page.getByRole('button', { name: 'Open met beide bladen' }).click();
  await complained(page, 'Deze bladen horen niet bij de reservesleutel');
  await page.locator('#sheet-1').fill(latest[0]);
  await page.locator('#sheet-2').fill(sheets[1]);
  await page.getByRole('button', { name: 'Open met beide bladen' }).click();
  await complained(page, 'Deze bladen horen niet bij de reservesleutel');

  // Whoever has lost everything after that opens what came in before with the new sheets too.
  const [first] = desks;
  await first.page.getByRole('button', { name: 'Op slot' }).click();
  await first.page.getByText('De wachtzin is kwijt').click();
  await first.page.getByRole('button', { name: 'Maak een nieuwe sleutel' }).click();
  first.passphrase = await makeKey(first.page);
  await first.page.getByText('De reservesleutel gebruiken').click();
  await first.page.locator('#sheet-1').fill(latest[0]);
  await first.page.locator('#sheet-2').fill(latest[1]);
  await first.page.getByRole('button', { name: 'Open met beide bladen' }).click();
  await said(first.page, 'Berichten die nu opengaan');
  assert.equal(await first.page.locator('.inbox-button').count(), 7);
});

test('the way out of the desk leaves nothing on the screen', async () => {
  const [{ page }] = desks;
  const elsewhere = await page.locator('#quick-exit').getAttribute('href');
  await page.route(elsewhere, (route) => route.fulfill({ contentType: 'text/html', body: '<title>Het weer</title>' }));
  await page.locator('#quick-exit').click();
  await page.waitForURL(elsewhere);
  for (const { page: each } of desks) await each.context().close();
});
