// SPDX-License-Identifier: EUPL-1.2
// Checks in a real Chromium, on the playground's own screen, that every card of a report and of a case is drawn, and that
// every button and input on it can be used. The pictures stay in build/playground/: question.png and case.png.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { employee, inShort } from '../browser/answers.mjs';
import { Person, isReceipt, sender } from './person.mjs';
import { Rig, artefacts, people } from './rig.mjs';

const limit = { timeout: 120_000 };
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

let rig;
let browser;
before(async () => {
  rig = await Rig.start({ name: 'screen', current: 'leidinggevende' });
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags });
}, limit);
after(async () => {
  await browser?.close();
  await rig?.end();
});

/** Somebody who sits at the screen and uses a mouse and a keyboard. */
class Visitor extends Person {
  async sitDown() {
    this.page = await browser.newPage({ viewport: { width: 1100, height: 2400 }, reducedMotion: 'reduce' });
    await this.page.goto(this.playground.url);
    // Its screen asks with HEAD whether the bot is there, is told 405, asks on for a quarter of a minute, and then
    // installs the app by itself.
    await this.heard(() => true, 'the welcome');
    await this.page.locator('[contenteditable=true]').first().waitFor();
  }

  /** The card of a message on the screen, with everything on it to be seen. */
  async see({ text, actions, inputs }) {
    const card = this.page.locator('.ac-adaptiveCard', { hasText: text.split('\n').at(-1) }).last();
    for (const action of actions) await this.button(card, actions, action).waitFor();
    for (const { label, choices = [] } of inputs) {
      await card.getByText(label).first().waitFor();
      for (const { title } of choices) await this.choice(card, title).waitFor();
    }
    for (const line of text.split('\n')) await card.getByText(line).first().waitFor();
    return card;
  }

  /** Two buttons of one card may be called the same. */
  button(card, actions, action) {
    const namesakes = actions.filter(({ title }) => title === action.title);
    return card.getByRole('button', { name: action.title, exact: true }).nth(namesakes.indexOf(action));
  }

  /** The words beside a box or a circle: pressed like it, and the only name it has of its own. */
  choice(card, title) { return card.locator('label').and(card.getByText(title, { exact: true })); }

  async answer(question, { press, check, say }) {
    const card = await this.see(question);
    await this.seen?.(question, card);
    const { actions, inputs } = question;
    const written = say && inputs.find(({ type }) => type === 'Input.Text');
    if (say && !written) {
      await this.page.locator('[contenteditable=true]').first().fill(say);
      await this.page.keyboard.press('Enter');
      return;
    }
    if (written) {
      await card.getByLabel(written.label).last().fill(say);
      await this.button(card, actions, sender(question, written.id)).click();
      return;
    }
    if (check) {
      const { id, choices } = inputs.find(({ isMultiSelect }) => isMultiSelect);
      for (const label of check) await this.choice(card, choices.find(({ title }) => label.test(title)).title).click();
      await this.button(card, actions, sender(question, id)).click();
      return;
    }
    const { action, filled } = this.find(question, press);
    const choice = inputs.flatMap(({ choices = [] }) => choices).find(({ value }) => value === Object.values(filled)[0]);
    if (choice) await this.choice(card, choice.title).click();
    await this.button(card, actions, action).click();
  }
}

test('the manager sees the case of somebody who typed, and opens it', limit, async () => {
  const manager = new Visitor(rig, 'leidinggevende');
  const colleague = new Person(rig, 'collega');
  await colleague.say('melden');
  await Promise.all([manager.sitDown(), colleague.follow(inShort, ({ text }) => /klopt alles/i.test(text), () => 'type')]);
  await colleague.say('versturen');
  const told = await manager.offered(/Bekijk de melding/);
  const open = manager.find(told, /Bekijk de melding/).action;
  await manager.button(await manager.see(told), told.actions, open).click();
  await manager.heard(({ text }) => text.includes(people.collega.name), 'who reported');
  const card = await manager.see(await manager.offered(/Reageer naar degene/));
  await card.screenshot({ path: join(artefacts, 'case.png') });
  await manager.page.close();
});

test('a whole report with mouse and keyboard, every card seen', limit, async () => {
  await rig.open({ name: 'screen-employee' });
  const reporter = new Visitor(rig, 'medewerker');
  await reporter.sitDown();
  await reporter.offered(/^Nee/);
  let pictures = 0;
  reporter.seen = async ({ text }, card) => {
    if (!/iets bij gebruikt/i.test(text)) return;
    await card.screenshot({ path: join(artefacts, 'question.png') });
    ++pictures;
  };
  const { asked, last } = await reporter.follow(employee, isReceipt);
  assert.ok(asked.length > 20, `${asked.length} questions`);
  assert.equal(pictures, 1);
  await reporter.page.getByText(last.text.split('\n')[0]).last().waitFor();
  await reporter.page.screenshot({ path: join(artefacts, 'receipt.png') });
  await reporter.page.close();
});
