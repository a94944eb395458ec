// SPDX-License-Identifier: EUPL-1.2
// Holds a conversation on a page the way a person does: reads the question that is open and answers it. What to answer is
// a list of rules, so the order of the questions and the ones in between may change.
import assert from 'node:assert/strict';
import { until } from './rig.mjs';

/** What is on the page: every message, oldest first. */
export const messages = (page) => page.evaluate(() => [...document.querySelectorAll('#messages > li')].map((item) => ({
  seq: Number(item.getAttribute('data-seq')),
  own: item.classList.contains('message--own'),
  kind: [...item.classList].at(-1).replace('message--', ''),
  text: item.querySelector('.message__text')?.textContent ?? '',
  open: item.querySelector('form') !== null,
})));

/** The last message of meldmaat for which `test` holds. */
export async function lastFrom(page, test = () => true) {
  return (await messages(page)).filter((message) => !message.own && test(message)).at(-1);
}

export const item = (page, seq) => page.locator(`#m${seq}`);

/** Waits for meldmaat's answer to what was just done. */
export async function answered(page, before) {
  await until(async () => {
    const now = await messages(page).catch(() => []);  // between two pages, without script
    return now.some((message) => message.own && message.seq > before) && !now.at(-1).own &&
      await page.locator('#waiting > li').count() === 0;
  }, `an answer after message ${before}`);
}

export async function say(page, text) {
  const before = (await messages(page)).at(-1)?.seq ?? 0;
  await page.locator('#text').fill(text);
  await page.locator('#say button').click();
  await answered(page, before);
}

/** Presses a button of a message; a click or, with `keyboard`, Enter on the focused button. */
export async function press(page, seq, label, keyboard = false) {
  const before = (await messages(page)).at(-1).seq;
  const button = item(page, seq).getByRole('button', { name: label }).first();
  if (keyboard) await button.press('Enter');
  else await button.click();
  await answered(page, before);
}

export async function check(page, seq, labels) {
  const before = (await messages(page)).at(-1).seq;
  for (const label of labels) await item(page, seq).getByLabel(label).check();
  await item(page, seq).locator('button[type=submit]').last().click();
  await answered(page, before);
}

/**
 * Answers questions until a message of meldmaat matches `end`.
 * @param rules [{ask: RegExp, press?: RegExp, say?: string, check?: RegExp[]}], the first whose `ask` fits counts; a
 *   question without a rule is skipped
 * @param each called in every state, before answering
 * @returns the questions that were answered, in order
 */
export async function follow(page, rules, end, each = async () => undefined) {
  const asked = [];
  for (;;) {
    const last = await lastFrom(page, (message) => message.kind !== 'notice' || message.open || end.test(message.text));
    if (end.test(last.text)) return asked;
    assert.ok(asked.length < 60, `the conversation does not end: ${asked.join(' | ')}`);
    asked.push(last.text);
    await each(last);
    const rule = rules.find(({ ask }) => ask.test(last.text)) ?? { press: /^(sla over|overslaan|weet ik niet)/i };
    if (rule.check) await check(page, last.seq, rule.check);
    else if (rule.say) await say(page, rule.say);
    else await press(page, last.seq, rule.press, rule.keyboard);
  }
}
