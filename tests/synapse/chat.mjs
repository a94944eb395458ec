// SPDX-License-Identifier: EUPL-1.2
// A private chat of somebody with the bot, and answers to its questions, typed as a number, as words, or as a sentence.
// What to answer is a list of rules (tests/browser/answers.mjs), so the order of the questions may change.
import assert from 'node:assert/strict';
import { employee as pressing, otherwise } from '../browser/answers.mjs';
import { bot } from './rig.mjs';

/** What only a sentence answers where there are no buttons that send it. */
export const employee = [
  { ask: /welke plek/i, say: 'Balie 3 in het stadhuis' },
  { ask: /welke woorden/i, say: '“Ik wacht je buiten op”' },
  { ask: /wat wilde deze persoon/i, say: 'Dat hij eerder aan de beurt was' },
  { ask: /waar ging het over/i, say: 'Over het wachten' },
  ...pressing,
];

/** The same, sent as soon as it can be. */
export const inShort = [
  { ask: /al begonnen met vertellen/i, press: /^Dit was het/ },
  { ask: /kent u|welke plek/i, say: 'nu versturen' },
  ...employee,
];

/** What shows how things stand; what it offers can wait. */
const overview = /klopt er iets niet|^dit is uw melding|kunnen uw melding lezen/im;

export const isSummary = ({ text }) => /^Dit is uw melding/m.test(text);
export const isReceipt = ({ text }) => /verstuurd/i.test(text) && /\d{4}-\d{4}/.test(text);
export const caseNumber = ({ text }) => /\d{4}-\d{4}/.exec(text)[0];

/** What was said, whoever the case is of and whenever it was asked: terms that end in another order are the same ones. */
export const wording = (messages) =>
  messages.map(({ text }) => text.replace(/\d+/g, '#').replace(/(maan|dins|woens|donder|vrij|zater|zon)dag/g, '#dag')
    .split('\n').sort().join('\n'));

export class Chat {
  /** Opens a chat and waits until the bot is in it. @param {import('./client.mjs').User} user */
  static async open(user) {
    const room = await user.direct(bot);
    await user.membership(room, bot, 'join');
    return new Chat(user, room);
  }

  constructor(user, room) {
    this.user = user;
    this.room = room;
  }

  say(text) { return this.user.say(this.room, text); }
  messages() { return this.user.saidBy(bot, this.room); }
  heard(test, what) { return this.user.heard(bot, this.room, test, what); }

  /**
   * Answers questions until the bot says something of which `end` holds.
   * @param rules a question without a rule is skipped
   * @param {{after?: number, end?: Function, around?: Function, presses?: boolean}} [wish] only messages behind that place
   *   count; `around(count, say, chat)` says the answer at the moment it likes; with `presses` it is pressed where it can be
   * @returns the questions, and the last message
   */
  async follow(rules, { after = -1, end = isReceipt, around = (_, say) => say(), presses = false } = {}) {
    const asks = ({ text, options }) => !overview.test(text) &&
      (options.length > 0 || rules.some(({ ask, say }) => say && ask.test(text)));
    const asked = [];
    for (let from = after; ;) {
      const next = await this.heard((message) => message.place > from && (end(message) || asks(message)),
        `an answer to ${asked.at(-1)?.text}`);
      if (end(next)) return { asked, last: next };
      asked.push(next);
      assert.ok(asked.length < 60, `the conversation does not end: ${asked.map(({ text }) => text).join(' | ')}`);
      from = next.place;
      const answer = this.answer(next, rules.find(({ ask }) => ask.test(next.text)) ?? otherwise, asked.length % 2 === 0);
      await around(asked.length, () => (presses ? this.press(next, answer) : this.say(answer)), this);
    }
  }

  /** Presses the button that says this; types it where there is none. */
  async press(message, answer) {
    const number = message.options.findIndex((option) => [option.number, option.label].includes(answer)) + 1;
    const choice = /Typ het nummer van uw keuze\.$/.test(message.text) && message.options.length > 1;
    if (!choice || number === 0) return this.say(answer);
    const { id, poll, keys } = await this.heard((each) => each.id === message.id && (each.poll || each.keys.length === 2),
      `buttons under ${message.text}`);
    if (poll) return this.user.vote(this.room, poll.id, String(number));
    // Whatever stands beside yes and no is typed.
    const key = keys[['Ja', 'Nee'].indexOf(message.options[number - 1].label.split(',')[0])];
    return key ? this.user.react(this.room, id, key) : this.say(answer);
  }

  answer({ text, options }, { press, check, say }, byNumber) {
    if (say) return say;
    const chosen = (check ?? [press]).map((label) => options.find((option) => label.test(option.label)));
    if (press === otherwise.press && !chosen[0]) return 'overslaan';
    assert.ok(!chosen.includes(undefined), `no ${check ?? press} under: ${text}`);
    return chosen.map(({ number, label }) => (byNumber && number) || label).join(', ');
  }
}
