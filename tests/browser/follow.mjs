// SPDX-License-Identifier: EUPL-1.2
// Holds a conversation on a page the way a person does: reads the question that is open and answers it. What to answer is
// a list of rules (answers.mjs), so the order of the questions and the ones in between may change.
import assert from 'node:assert/strict';
import { employee, otherwise } from './answers.mjs';
import { newPage, until } from './rig.mjs';

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

export async function say(page, text, keyboard = false) {
  const before = (await messages(page)).at(-1)?.seq ?? 0;
  if (keyboard) {
    await walkTo(page, page.locator('#text'));
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  } else {
    await page.locator('#text').fill(text);
    await page.locator('#say button').click();
  }
  await answered(page, before);
}

/** Presses a button of a message; a click or, with `keyboard`, by going there with Shift+Tab and pressing Enter. */
export async function press(page, seq, label, keyboard = false) {
  const before = (await messages(page)).at(-1).seq;
  const button = item(page, seq).getByRole('button', { name: label }).first();
  if (keyboard) {
    await walkTo(page, button);
    await page.keyboard.press('Enter');
  } else {
    await button.click();
  }
  await answered(page, before);
}

/** Goes back from the text field until the focus is on `wanted`, with the keyboard alone. */
async function walkTo(page, wanted) {
  const target = await wanted.elementHandle();
  const there = () => target.evaluate((element) => element === document.activeElement);
  const most = await page.locator('a, button, input, textarea, summary').count();
  for (let steps = 0; !await there(); ++steps) {
    assert.ok(steps <= most, `the keyboard does not get to ${wanted}`);
    await page.keyboard.press('Shift+Tab');
  }
}

export async function check(page, seq, labels) {
  const before = (await messages(page)).at(-1).seq;
  for (const label of labels) await item(page, seq).getByLabel(label).check();
  await item(page, seq).locator('fieldset button[type=submit]').click();
  await answered(page, before);
}

/** Opens a person's conversation and waits for the greeting. */
export async function openConversation(browser, program, person, options) {
  const page = await newPage(browser, options);
  await page.goto(`${program.url}/p/${person}/`);
  await until(async () => (await messages(page)).some((message) => !message.own), 'a greeting');
  return page;
}

/** Gets to the first question of a report, when it is not already open. */
export async function begin(page) {
  const last = await lastFrom(page);
  if (last.open && /gevaar/i.test(last.text)) return;
  if (last.open && await item(page, last.seq).getByRole('button', { name: 'Iets melden' }).count() > 0) {
    await press(page, last.seq, 'Iets melden');
  } else {
    await say(page, 'melden');
  }
}

/** Adds a file to the conversation. */
export async function attach(page, name, mimeType, buffer) {
  const before = (await messages(page)).at(-1).seq;
  const details = page.locator('#file-part');
  if (await details.getAttribute('open') === null) await details.locator('summary').click();
  await page.locator('#file').setInputFiles({ name, mimeType, buffer });
  await page.locator('#attach button').click();
  await answered(page, before);
}

/**
 * Answers questions until meldmaat says something for which `end` holds.
 * @param rules as in answers.mjs, perhaps with a file: string; a question without a rule is skipped
 * @param options each: called in every state, before answering; keyboard: no mouse
 * @returns the questions that were answered, in order
 */
export async function follow(page, rules, end, { each = async () => undefined, keyboard = false } = {}) {
  const asked = [];
  const start = (await messages(page)).at(-1).seq;
  for (;;) {
    const said = (await messages(page)).filter((message) => !message.own);
    const ended = said.find((message) => message.seq > start && end(message));
    if (ended) return { asked, ended };
    const question = said.filter((message) => message.kind === 'question' && message.open).at(-1);
    assert.ok(question && asked.length < 40, `the conversation does not end: ${asked.join(' | ')}`);
    asked.push(question.text);
    await each(question);
    const rule = rules.find(({ ask }) => ask.test(question.text)) ?? otherwise;
    if (rule.check) await check(page, question.seq, rule.check);
    else if (rule.say) await say(page, rule.say, keyboard);
    else if (rule.file && !await hasFile(page, rule.file)) await attach(page, rule.file, 'image/png', onePixel);
    else await press(page, question.seq, rule.press, keyboard);
  }
}

const hasFile = async (page, name) => await page.locator('.message__file', { hasText: name }).count() > 0;

/** The smallest true PNG: one grey pixel. */
export const onePixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==', 'base64');

/** An employee who adds a photo as well. */
export const employeeWithPhoto = [
  { ask: /foto’s, schermafdrukken/i, file: 'foto van de balie.png', press: /versturen, de rest later/i },
  ...employee,
];
