// SPDX-License-Identifier: EUPL-1.2
// Somebody in Teams who reads what the bot sends and answers it: by a card's Action.Execute, by its Submit fallback, or
// by typing. What to answer is a list of rules (tests/browser/answers.mjs), so the order of the questions and the ones in
// between may change.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { otherwise } from '../browser/answers.mjs';
import { people, tenant, until } from './rig.mjs';

/** Every object in a card, however deep, fallbacks left out. */
function* parts(value) {
  if (Array.isArray(value)) {
    for (const each of value) yield* parts(each);
  } else if (value !== null && typeof value === 'object') {
    yield value;
    for (const [name, each] of Object.entries(value)) if (name !== 'fallback' && name !== 'data') yield* parts(each);
  }
}

/** What there is to read and to press in an activity of the bot. */
function read(activity) {
  const card = activity.attachments?.[0]?.content;
  const all = [...parts(card?.body ?? [])];
  return {
    card,
    text: card ? all.filter(({ type }) => type === 'TextRun' || type === 'TextBlock').map(({ text }) => text).join('\n') : activity.text,
    actions: all.filter(({ type }) => type === 'Action.Execute'),
    inputs: all.filter(({ type }) => type?.startsWith('Input.')),
  };
}

/** An answer to a question: not a command, a step in a case, or a change to a line of a summary. */
const asks = ({ data }) => (data.in !== undefined && data.in !== 'change') || data.o?.[0]?.startsWith('q');

/** The button that sends what was filled into an input. */
export const sender = ({ actions }, input) =>
  actions.find(({ data }) => data.in === input || (data.in === 'moment' && input === 'words'));

export class Person {
  /** @param {import('./rig.mjs').Rig} rig */
  constructor(rig, id) {
    this.rig = rig;
    this.playground = rig.playground;
    this.id = id;
  }

  get conversation() { return this.playground.personal[this.id]; }

  /** The bot's messages in this chat as they stand now, the oldest first: { id, place, text, card, actions, inputs, revised }. */
  async messages() {
    const base = `/_connector/v3/conversations/${encodeURIComponent(await this.rig.chatWith(this.id))}/activities`;
    const byId = new Map();
    for (const [place, { method, path, body, answer, status }] of this.playground.calls().entries()) {
      if (status > 299 || (path !== base && !path.startsWith(`${base}/`))) continue;
      if (method === 'POST' && body.type === 'message') byId.set(answer.id, { id: answer.id, place, revised: 0, ...read(body) });
      if (method === 'PUT') {
        const known = byId.get(decodeURIComponent(path.slice(base.length + 1)));
        Object.assign(known, read(body), { revised: known.revised + 1 });
      }
    }
    return [...byId.values()];
  }

  /** Waits for a message of which `test` holds. @returns the last one */
  heard(test, what) {
    return until(async () => (await this.messages()).filter(test).at(-1), `${this.id}: ${what}`);
  }

  /** Waits for a button of this name, or a choice. @returns the last message that has it */
  offered(label) {
    return this.heard((message) => this.find(message, label), `${label} to press`);
  }

  /** The action behind a label, with what its card's inputs then hold. */
  find(message, label) {
    const button = message.actions.find(({ title }) => label.test(title));
    if (button) return { action: button, filled: {} };
    for (const { id, choices = [] } of message.inputs) {
      const choice = choices.find(({ title }) => label.test(title));
      if (choice) return { action: sender(message, id), filled: { [id]: choice.value } };
    }
    return undefined;
  }

  /** Presses a button of a card. @returns what the bot answered, for an Execute */
  press(message, { action, filled }, how) {
    const to = { conversation: { id: this.conversation }, from: { id: this.playground.ids[this.id] }, replyToId: message.id };
    if (how === 'submit') {
      assert.equal(action.fallback.type, 'Action.Submit');
      return this.playground.ask('/_conversation/v1/submit', { ...to, value: { ...action.fallback.data, ...filled } });
    }
    const { type, title, verb } = action;
    return this.playground.ask('/_conversation/v1/invoke', { ...to, name: 'adaptiveCard/action',
      value: { action: { type, title, verb, data: { ...action.data, ...filled } }, trigger: 'manual' } });
  }

  /** Waits for the label and presses it. */
  async choose(label, how = 'execute') {
    const message = await this.offered(label);
    await this.press(message, this.find(message, label), how);
    return message;
  }

  async say(text) {
    if (this.id === this.playground.current) return this.playground.type(this.conversation, text);
    return this.playground.inject(await this.activity({ type: 'message', text, textFormat: 'plain' }));
  }

  /** An activity as Teams would send it for this person. */
  async activity(fields) {
    const base = await this.playground.template('install', await this.rig.chatWith(this.id));
    const { name, aadObjectId } = people[this.id];
    return { id: randomUUID(), timestamp: new Date().toISOString(), channelId: base.channelId, serviceUrl: base.serviceUrl,
      recipient: base.recipient, conversation: { conversationType: 'personal', tenantId: tenant, id: this.conversation },
      from: { id: this.playground.ids[this.id], name, aadObjectId }, locale: 'nl-NL', channelData: { tenant: { id: tenant } }, ...fields };
  }

  /**
   * Answers questions until the bot says something of which `end` holds.
   * @param rules as in tests/browser/answers.mjs; a question without a rule is skipped
   * @param {(count: number) => 'execute' | 'submit' | 'type'} [how]
   * @returns the questions, as they were before the answer, and the last message
   */
  async follow(rules, end, how) {
    const asked = [];
    for (let from = -1; ;) {
      const { last, question } = await until(async () => {
        const fresh = (await this.messages()).filter(({ place }) => place > from);
        const last = fresh.filter(end).at(-1);
        const question = fresh.filter(({ actions }) => actions.some(asks)).at(-1);
        return (last || question) && { last, question };
      }, `${this.id}: an answer to ${asked.at(-1)?.text}`);
      if (last) return { asked, last };
      asked.push(question);
      assert.ok(asked.length < 60, `the conversation does not end: ${asked.map(({ text }) => text).join(' | ')}`);
      from = question.place;
      await this.answer(question, rules.find(({ ask }) => ask.test(question.text)) ?? otherwise, how?.(asked.length));
    }
  }

  answer(question, { press, check, say }, how) {
    if (say && (how === 'type' || !question.inputs.some(({ type }) => type === 'Input.Text'))) return this.say(say);
    const { actions, inputs } = question;
    if (say) {
      const { id } = inputs.find(({ type }) => type === 'Input.Text');
      return this.press(question, { action: sender(question, id), filled: { [id]: say } }, how);
    }
    if (check) {
      const { id, choices } = inputs.find(({ isMultiSelect }) => isMultiSelect);
      const ticked = check.map((label) => choices.find(({ title }) => label.test(title)));
      if (how === 'type') return this.say(ticked.map(({ title }) => title).join(', '));
      const filled = { [id]: ticked.map(({ value }) => value).join() };
      return this.press(question, { action: sender(question, id), filled }, how);
    }
    const found = this.find(question, press);
    assert.ok(found, `no ${press} under "${question.text}": ${actions.map(({ title }) => title).join(', ')}`);
    if (how !== 'type') return this.press(question, found, how);
    const choice = inputs.flatMap(({ choices = [] }) => choices).find(({ value }) => value === Object.values(found.filled)[0]);
    return this.say(choice?.title ?? found.action.title);
  }
}

export const isReceipt = ({ text }) => /verstuurd/i.test(text) && /\d{4}-\d{4}/.test(text);
