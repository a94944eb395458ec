// SPDX-License-Identifier: EUPL-1.2
// Checks that an employee can report and the manager can answer in a real browser: with script, without script, on a
// screen 320 pixels wide and with the keyboard alone. Every state of every page passes the checks of rig.mjs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { begin, employee, follow, messages, openConversation } from './follow.mjs';
import { Program, checkPage, newPage, startBrowser, until } from './rig.mjs';

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

test('an employee reports, and what is drawn live is what the server draws', async () => {
  const page = await open('medewerker');
  await begin(page);
  const { asked, ended } = await follow(page, employee, isReceipt,
    (question) => checkPage(page, `asked: ${question.text}`));
  assert.match(asked[0], /gevaar/i, 'no question stands before the one about danger (handbook §4.1)');
  assert.ok(ended.text.length > 0);
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

test('the manager hears of it, answers, and the employee hears that', async () => {
  const manager = await open('leidinggevende');
  const told = (await messages(manager)).filter((message) => !message.own && message.open).at(-1);
  assert.ok(told, 'the manager got something to answer');
  await checkPage(manager, 'the manager is told');
  const reporter = await open('medewerker');
  const heard = (await messages(reporter)).length;
  await follow(manager, [
    { ask: /./, press: /gesproken|contact|gereageerd|gedaan|vandaag|nu|^ja/i },
  ], (message) => /vastgelegd|genoteerd|opgeslagen|bedankt|dank/i.test(message.text),
  (question) => checkPage(manager, `manager asked: ${question.text}`));
  await until(async () => (await messages(reporter)).length > heard, 'the employee to hear of it');
  await checkPage(reporter, 'the employee hears');
  await manager.context().close();
  await reporter.context().close();
});

test('without script the whole report works', async () => {
  const page = await open('collega', { javaScriptEnabled: false });
  await begin(page);
  await follow(page, employee, isReceipt, (question) => checkPage(page, `no script: ${question.text}`));
  await checkPage(page, 'no script: receipt');
  assert.match(page.url(), /\/p\/collega\/#latest$/);
  await page.context().close();
});

test('on 320 pixels the whole report works', async () => {
  const page = await open('stagiair', { viewport: { width: 320, height: 640 } });
  await begin(page);
  await follow(page, employee, isReceipt, (question) => checkPage(page, `320 px: ${question.text}`));
  await checkPage(page, '320 px: receipt');
  await page.context().close();
});

test('with the keyboard alone the whole report works', async () => {
  const page = await open('griffier');
  await begin(page);
  const rules = employee.map((rule) => (rule.press ? { ...rule, keyboard: true } : rule))
    .filter((rule) => !rule.file && !rule.check);
  rules.push({ ask: /./, press: /overslaan|sla.* over|weet ik niet/i, keyboard: true });
  await follow(page, rules, isReceipt, () => checkFocusOrder(page));
  await page.context().close();
});

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
