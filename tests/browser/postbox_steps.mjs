// SPDX-License-Identifier: EUPL-1.2
// What people do at the postbox and at the counsellors' desk, step by step, as they would in a browser.
import assert from 'node:assert/strict';
import { checkPage, newPage, until } from './rig.mjs';

export const counsellors = ['vertrouwenspersoon', 'tweede_vertrouwenspersoon'];

/** Lets so many slots pass that everything that was sent can be seen. */
export async function passSlots(program, forward = '7d') {
  const answer = await fetch(`${program.url}/demo/clock`, {
    method: 'POST', redirect: 'manual', body: new URLSearchParams({ forward, back: '/' }), headers: { Origin: program.url },
  });
  assert.ok(answer.status < 400, `the clock moves: ${answer.status}`);
}

export const said = (page, text) => page.locator('#status', { hasText: text }).waitFor();
export const complained = (page, text, id = 'problem') => page.locator(`#${id}`, { hasText: text }).waitFor();

export async function openDesk(browser, program, person, options) {
  const page = await newPage(browser, options);
  await page.goto(`${program.url}/p/${person}/desk`);
  await page.locator('#no-script').waitFor({ state: 'hidden' });
  return page;
}

/** Makes the own key with the passphrase that the page proposes. */
export async function makeKey(page) {
  await page.locator('#make').waitFor();
  const passphrase = await page.locator('#proposal').textContent();
  await page.locator('#passphrase').fill(passphrase);
  await page.locator('#repeated').fill(passphrase);
  await page.getByRole('button', { name: 'Maak mijn sleutel' }).click();
  await said(page, 'De sleutel is gemaakt');
  return passphrase;
}

export async function unlock(page, passphrase) {
  await page.locator('#own-passphrase').fill(passphrase);
  await page.locator('#unlock-form button').click();
}

/** @returns {Promise<string[]>} what the two sheets say */
export async function makeRecoverySheets(page) {
  await page.getByRole('button', { name: 'Toon de twee bladen' }).click();
  await page.locator('.sheet').first().waitFor();
  const sheets = await page.locator('.sheet .code').allTextContents();
  for (const [at, sheet] of sheets.entries()) await page.locator(`#sheet-last-${at + 1}`).fill(sheet.split('-').at(-1));
  await page.getByRole('button', { name: /^De bladen zijn er/ }).click();
  await said(page, 'De reservesleutel staat klaar');
  return sheets;
}

/** Two counsellors with keys and the sheets: the postbox is open. */
export async function openPostbox(browser, program) {
  const desks = [];
  for (const person of counsellors) {
    const page = await openDesk(browser, program, person);
    desks.push({ page, passphrase: await makeKey(page) });
  }
  const sheets = await makeRecoverySheets(desks[0].page);
  await desks[1].page.getByRole('button', { name: 'Kijk opnieuw' }).click();
  await desks[1].page.locator('#shut').waitFor({ state: 'hidden' });
  return { desks, sheets };
}

export const story = 'Aan de balie schreeuwde een bezoeker tegen mij. Hij sloeg op het glas.';

export async function startReport(browser, program, options = {}, path = '/postvak/melden') {
  const page = await newPage(browser, options);
  await page.goto(program.url + path);
  if (options.javaScriptEnabled !== false) await page.locator('#sealed-note').waitFor();
  return page;
}

/** @returns {Promise<string>} the code that the page shows */
export async function fillReport(page, { what = story, ...fields } = {}) {
  await page.locator('#what').fill(what);
  for (const [name, text] of Object.entries(fields)) await page.locator(`#report [name=${name}]`).first().fill(text);
  const code = await page.locator('#code').textContent();
  await page.locator('#last').fill(code.split('-').at(-1));
  return code;
}

export const sendReport = (page) => page.getByRole('button', { name: 'Verstuur mijn melding' }).click();

export async function kept(page, code) {
  await page.locator('#kept-code').waitFor();
  assert.equal(await page.locator('#kept-code').textContent(), code);
}

/** Reports and gives the code; the page is left. */
export async function report(browser, program, fields = {}, options = {}) {
  const page = await startReport(browser, program, options);
  const code = await fillReport(page, fields);
  await sendReport(page);
  await kept(page, code);
  await page.context().close();
  return code;
}

export async function openInbox(browser, program, code, options = {}) {
  const page = await newPage(browser, options);
  await page.goto(`${program.url}/postvak/lezen`);
  await enterCode(page, code);
  await page.locator('#inbox').waitFor();
  return page;
}

export async function enterCode(page, code) {
  if (!page.withoutScript) await page.locator('#plain-note').waitFor({ state: 'hidden' });
  await page.locator('#open input[name=code]').fill(code);
  await page.getByRole('button', { name: 'Open mijn postvak' }).click();
}

/** Goes to the list of the desk and has it read anew. */
export async function lookAgain(page) {
  const back = page.getByRole('button', { name: 'Terug naar de meldingen' });
  if (await back.isVisible()) await back.click();
  await page.getByRole('button', { name: 'Kijk opnieuw' }).click();
  await page.waitForFunction(() => document.getElementById('status').textContent === '');
}

/** Looks again until a report that begins so is there, and opens it. */
export async function readReport(page, begin = story) {
  const entry = page.locator('.inbox-button', { hasText: begin.slice(0, 30) });
  await lookAgain(page);
  await entry.first().click();
  await page.locator('#letters li').first().waitFor();
}

export async function answer(page, text, label = 'Verstuur als bericht') {
  await page.locator('#answer').fill(text);
  await page.getByRole('button', { name: label }).click();
  await said(page, 'Het antwoord is bewaard');
}

export const letters = (page) => page.locator('#letters li').allTextContents();

/** Nothing is left behind: no storage, no cookie, no code in an address. */
export async function leavesNothing(page, code) {
  const left = await page.evaluate(async () => ({
    stored: localStorage.length + sessionStorage.length, cookie: document.cookie,
    databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
    address: location.href, state: JSON.stringify(history.state),
  }));
  assert.deepEqual({ ...left, address: '' }, { stored: 0, cookie: '', databases: 0, caches: 0, address: '', state: 'null' });
  assert.ok(!left.address.includes('?') && !left.address.includes('#'), left.address);
  if (code) assert.ok(!left.address.includes(code.slice(0, 5)), left.address);
}

export { checkPage, until };
