// SPDX-License-Identifier: EUPL-1.2
// Checks that an employee can report and that manager and counsellor can answer, in a real browser: with script, without
// script, on a screen 320 pixels wide and with the keyboard alone. Every state of every page passes the checks of rig.mjs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { employee, inShort } from './answers.mjs';
import { begin, employeeWithPhoto, follow, item, lastFrom, messages, onePixel, openConversation, say } from './follow.mjs';
import { Program, checkPage, startBrowser, until } from './rig.mjs';

const isReceipt = (message) => message.kind === 'receipt';

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

/** @returns {Promise<import('playwright-core').Page>} a person's conversation, greeted */
const open = (person, options) => openConversation(browser, program, person, options);

/** Questions of one shape are drawn by the same code. */
async function checkQuestion(page, question) {
  const shape = await item(page, question.seq).evaluate((one) =>
    [...new Set([...one.querySelectorAll('[class], input')].map((part) => `${part.localName}.${part.className}`))].join());
  await checkPage(page, `asked: ${question.text}`, shape);
}

/** A click on a button that is answered with no line of one's own. */
async function click(page, seq, label) {
  await item(page, seq).getByRole('button', { name: label }).click();
  await until(async () => (await messages(page)).at(-1).seq > seq, `an answer to ${label}`);
}

/** The last message that offers a button of this name. */
async function offering(page, label) {
  const button = page.locator('#messages > li', { has: page.getByRole('button', { name: label }) }).last();
  await button.waitFor();
  return Number(await button.getAttribute('data-seq'));
}

test('an employee reports, and what is drawn live is what the server draws', async () => {
  const page = await open('medewerker');
  await begin(page);
  const { asked } = await follow(page, employeeWithPhoto, isReceipt, { each: (question) => checkQuestion(page, question) });
  assert.match(asked[0], /gevaar/i, 'no question stands before the one about danger (handbook §4.1)');
  await checkPage(page, 'receipt');
  const drawn = () => page.evaluate(() => {
    const list = document.getElementById('messages').cloneNode(true);
    for (const key of list.querySelectorAll('input[name=key]')) key.removeAttribute('value');
    return list.innerHTML;
  });
  const live = await drawn();
  await page.reload();
  assert.equal(await drawn(), live);
  await page.context().close();
});

test('the manager opens the case and records the reaction; the employee hears it; reminders arrive by themselves', async () => {
  const manager = await open('leidinggevende');
  const reporter = await open('medewerker');
  await checkPage(manager, 'the manager is told');
  await click(manager, await offering(manager, 'Bekijk de melding'), 'Bekijk de melding');
  const list = await offering(manager, 'Reageer naar degene die dit deed');
  await checkPage(manager, 'the case');
  assert.ok((await messages(manager)).some(({ text }) => text.includes('Noor Duinker')), 'the manager reads who reported');

  const evidence = manager.locator('.message__file a');
  if (await evidence.count() > 0) {
    const copy = await download(manager, evidence.nth(0));
    assert.equal(copy.toString('latin1', 1, 4), 'PNG', 'the copy for readers');
    assert.notDeepEqual(copy, onePixel);
    assert.deepEqual(await download(manager, evidence.nth(1)), onePixel, 'the original');
  }

  await click(manager, list, 'Reageer naar degene die dit deed');
  await click(manager, await offering(manager, 'Reactie vastleggen'), 'Reactie vastleggen');
  await follow(manager, [
    { ask: /wat is er gedaan/i, press: /Mondelinge waarschuwing/ },
    { ask: /wanneer was dat/i, press: /Zojuist/ },
    { ask: /hoe is het gedaan/i, press: /In een gesprek/ },
    { ask: /klopt dit/i, press: /^Ja/ },
  ], ({ text }) => text.startsWith('Vastgelegd'), { each: (question) => checkQuestion(manager, question) });
  await until(async () => (await lastFrom(reporter)).text.includes('waarschuwing gekregen'), 'the employee to hear it');
  await checkPage(reporter, 'the employee hears');

  const before = (await messages(manager)).at(-1).seq;
  const clock = await browser.newPage();
  await clock.goto(program.url);
  await clock.getByRole('button', { name: '25 uur verder' }).click();
  const reminds = ({ seq, text }) => seq > before && /Herinnering|moet nu iets gebeuren/.test(text);
  await until(async () => (await messages(manager)).some(reminds),
    'a reminder in the open page');
  await checkPage(manager, 'reminded');
  await clock.close();
  await manager.context().close();
  await reporter.context().close();
});

test('without script the whole report works, with a file, to the counsellor alone', async () => {
  const page = await open('collega', { javaScriptEnabled: false });
  await begin(page);
  const wishes = [
    { ask: /iets bij gebruikt/i, check: [/voorwerp/] },
    { ask: /mag je melding behandelen/i, press: /^Alleen de vertrouwenspersoon/ },
    { ask: /foto’s, schermafdrukken/i, file: 'foto “van” de balie.png', press: /overslaan|klaar|dit (is|was) alles|^nee|verder/i },
    { ask: /wat gebeurde er\?/i, check: [/Schelden/] },
    ...employee,
  ];
  // The test above shows that the server draws what the modules draw, so that here a few states are enough for axe.
  const each = ({ text }) => checkPage(page, `no script: ${text}`, String(/foto’s/.test(text)));
  await follow(page, wishes, isReceipt, { each });
  await checkPage(page, 'no script: receipt');
  assert.match(page.url(), /\/p\/collega\/#latest$/);
  assert.deepEqual(await download(page, page.locator('.message__file a').first()), onePixel);

  const counsellor = await open('vertrouwenspersoon', { javaScriptEnabled: false });
  const told = await offering(counsellor, 'Bekijk de melding');
  await item(counsellor, told).getByRole('button', { name: 'Bekijk de melding' }).click();
  await until(async () => (await messages(counsellor)).some(({ text }) => text.includes('Samir Kwelder')), 'the case');
  await checkPage(counsellor, 'no script: the counsellor reads');
  const manager = await open('leidinggevende');
  const number = /\d{4}-\d{4}/.exec((await messages(counsellor)).find(({ seq }) => seq === told).text)[0];
  assert.ok(!(await messages(manager)).some(({ text }) => text.includes(number)), 'the manager knows nothing of it');
  for (const each of [page, counsellor, manager]) await each.context().close();
});

test('on 320 pixels the whole report works', async () => {
  const page = await open('coordinator', { viewport: { width: 320, height: 640 } });
  await begin(page);
  await follow(page, employeeWithPhoto, isReceipt, { each: (question) => checkQuestion(page, question) });
  await checkPage(page, '320 px: receipt');
  await page.context().close();
});

test('with the keyboard alone the whole report works', async () => {
  const page = await open('griffier');
  if (!/gevaar/.test((await lastFrom(page)).text)) await say(page, 'melden', true);
  let states = 0;
  await follow(page, inShort, isReceipt, { keyboard: true, each: async () => {
    if (states++ % 4 === 0) await checkFocusOrder(page);
  } });
  await checkFocusOrder(page);
  await checkPage(page, 'keyboard: receipt');
  await page.context().close();
});

test('somebody who reads English is spoken to in English', async () => {
  const page = await open('stagiair');
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  assert.match((await messages(page)).map(({ text }) => text).join(' '), /danger/i);
  await checkPage(page, 'English');
  await page.context().close();
});

/** What a link to a file gives, in the session of the page. */
async function download(page, link) {
  const response = await page.request.get(new URL(await link.getAttribute('href'), page.url()).href);
  assert.equal(response.status(), 200);
  assert.match(response.headers()['content-disposition'], /^attachment;/);
  return response.body();
}

/** Goes through the page with the Tab key: everything is reached, is seen to have the focus, and is not covered. */
async function checkFocusOrder(page) {
  await page.evaluate(() => {
    document.activeElement?.blur();
    window.getSelection()?.removeAllRanges();
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });
  const wanted = await page.locator('a:visible, button:visible, textarea:visible, input:visible, summary:visible').count();
  const reached = [];
  for (let i = 0; i < wanted + 1; ++i) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const top = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20));
      return {
        what: element.id || element.textContent,
        seen: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
        free: top !== null && (element.contains(top) || top.contains(element)),
      };
    });
    if (stop === null) break;
    assert.ok(stop.seen, `the focus on "${stop.what}" is not visible`);
    assert.ok(stop.free, `"${stop.what}" has the focus but is covered`);
    reached.push(stop.what);
  }
  assert.equal(reached[1], 'quick-exit', 'the way out comes right after the skip link');
  assert.ok(reached.length >= wanted, `reached ${reached.length} of ${wanted}: ${reached.join(', ')}`);
}
