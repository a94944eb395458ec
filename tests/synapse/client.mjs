// SPDX-License-Identifier: EUPL-1.2
// Somebody on Matrix, on matrix-js-sdk: makes rooms, says something, and waits for what others say there. News comes
// through the client's own sync; what a room holds is then read from the homeserver, so that no gap of a sync hides
// anything from a test.
import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import * as sdk from 'matrix-js-sdk';
import { logger } from 'matrix-js-sdk/lib/logger.js';

globalThis.crypto ??= webcrypto;  // Debian 12's node 18 has it, but not as a global

// matrix-js-sdk leaves timers of one to two minutes behind with its requests: they must not hold up the end of a test.
const { setTimeout: startTimer } = globalThis;
globalThis.setTimeout = (call, milliseconds, ...rest) => {
  const timer = startTimer(call, milliseconds, ...rest);
  return milliseconds >= 60_000 ? timer.unref() : timer;
};
logger.methodFactory = () => () => undefined;
logger.rebuild();

const patience = 120_000;  // what no push brings is fetched within a minute
const encryption = { type: 'm.room.encryption', state_key: '', content: { algorithm: 'm.megolm.v1.aes-sha2' } };

const [pollStart, pollResponse, pollEnd] = ['start', 'response', 'end'].map((what) => `org.matrix.msc3381.poll.${what}`);

/** What a message offers: { number, label }; without a number where one would mean an hour or a day. */
const options = (body) => [...body.matchAll(/^(?:(\d+)\.|-) (.+)$/gm)].map(([, number, label]) => ({ number, label }))
  .filter(({ number, label }) => number || !label.includes(': '));

export class User {
  /**
   * @param {{url: string, id: string, token: string, device: string}} account
   * @param {{encrypts?: boolean}} [wish] with keys, as the apps have them
   */
  static async start({ url, id, token, device }, { encrypts = false } = {}) {
    const user = new User();
    user.id = id;
    user.bell = new EventEmitter().setMaxListeners(100);
    user.client = sdk.createClient({ baseUrl: url, accessToken: token, userId: id, deviceId: device });
    if (encrypts) {
      console.debug = () => undefined;  // the part in WebAssembly knows no logger
      await user.client.initRustCrypto({ useIndexedDB: false });
    }
    user.client.on(sdk.ClientEvent.Sync, () => user.bell.emit('news'));
    await user.client.startClient({ initialSyncLimit: 1 });
    await user.until(() => user.client.isInitialSyncComplete(), () => 'the first sync');
    return user;
  }

  stop() { this.client.stopClient(); }

  /** Asks a homeserver that was away for news at once, instead of some seconds later. */
  hurry() { this.client.retryImmediately(); }

  /**
   * Looks after every sync until `read` gives something truthy, and gives that.
   * @param {() => string} what was waited for, in case it does not come
   */
  async until(read, what, milliseconds = patience) {
    const signal = AbortSignal.timeout(milliseconds);
    const alive = startTimer(() => undefined, milliseconds);  // the signal alone lets the process end
    try {
      for (;;) {
        const news = once(this.bell, 'news', { signal });  // before looking: nothing comes in between
        news.catch(() => undefined);
        const value = await read();
        if (value) return value;
        await news;
      }
    } catch (error) {
      if (error.name !== 'AbortError') throw error;
      assert.fail(`${this.id} waited in vain for ${what()}`);
    } finally {
      clearTimeout(alive);
    }
  }

  /** Opens a private chat as Element does. @returns {Promise<string>} the room; the other one is invited, no more */
  async direct(other, { encrypted = false } = {}) {
    const { room_id: room } = await this.client.createRoom({ is_direct: true, preset: 'trusted_private_chat',
      invite: [other], initial_state: encrypted ? [encryption] : [] });
    await this.client.setAccountData('m.direct', { [other]: [room] });
    return room;
  }

  /** @returns {Promise<string>} a room with a name for several people */
  async group(name, others) {
    return (await this.client.createRoom({ name, preset: 'private_chat', invite: others })).room_id;
  }

  /** @returns {Promise<string>} the id of the event, once the homeserver has it */
  async say(room, text) { return (await this.client.sendTextMessage(room, text)).event_id; }

  /** Waits to be invited by that user and joins. @returns {Promise<string>} the room */
  async invitedBy(other) {
    const room = await this.until(() => this.client.getRooms().find((each) => each.getMyMembership() === 'invite' &&
      each.getMember(this.id)?.events.member?.getSender() === other), () => `an invitation by ${other}`);
    const direct = room.getMember(this.id).events.member.getContent().is_direct === true;
    assert.ok(direct, `${room.roomId} is a private chat`);
    await this.client.joinRoom(room.roomId);
    return room.roomId;
  }

  /** Waits until somebody's membership in a room is such. @returns its content */
  membership(room, who, wanted) {
    return this.until(async () => {
      const content = await this.state(room, 'm.room.member', who);
      return content?.membership === wanted && content;
    }, () => `${who} to ${wanted} ${room}`);
  }

  /** @returns the content of that state of a room; undefined: it has none */
  async state(room, type, key = '') {
    return this.client.getStateEvent(room, type, key).catch(({ errcode }) => {
      assert.equal(errcode, 'M_NOT_FOUND');
      return undefined;
    });
  }

  /**
   * What somebody said in a room, the oldest first: { id, place, text, kind, options, edits, poll, keys }. An edit is no
   * message of its own: `text` is what was said first, `edits` what it was changed into. `poll` is what came under it to
   * vote in, { id, answers, closed }, and `keys` are that user's own reactions to it.
   */
  async saidBy(who, room) {
    const { chunk, end } = await this.client.createMessagesRequest(room, null, 1000, sdk.Direction.Forward);
    assert.ok(chunk.length < 1000, `${room} holds more than one page, up to ${end}`);
    const said = new Map();
    const polls = new Map();
    for (const { event_id: id, type, sender, content } of chunk) {
      if (sender !== who) continue;
      const relation = content['m.relates_to'];
      if (type === 'm.reaction' && relation) {  // a redacted one has none
        said.get(relation.event_id)?.keys.push(relation.key);
      } else if (type === pollStart) {
        const poll = { id, answers: content[pollStart].answers.map((each) => each.id), closed: false };
        polls.set(id, poll);
        [...said.values()].at(-1).poll = poll;
      } else if (type === pollEnd) {
        polls.get(relation.event_id).closed = true;
      } else if (type === 'm.room.message' && relation?.rel_type === 'm.replace') {
        said.get(relation.event_id)?.edits.push(content['m.new_content'].body);
      } else if (type === 'm.room.message' && content.body !== undefined) {  // a redacted one says nothing
        const { body: text, msgtype: kind } = content;
        said.set(id, { id, place: said.size, text, kind, options: options(text), edits: [], keys: [] });
      }
    }
    return [...said.values()];
  }

  /** Votes as Element does. */
  vote(room, poll, answer) {
    return this.client.sendEvent(room, pollResponse, { 'm.relates_to': { rel_type: 'm.reference', event_id: poll },
      [pollResponse]: { answers: [answer] } });
  }

  /** Presses a reaction that stands under a message. */
  async react(room, event, key) {
    const relation = { rel_type: 'm.annotation', event_id: event, key };
    return (await this.client.sendEvent(room, 'm.reaction', { 'm.relates_to': relation })).event_id;
  }

  /** Changes what was said before. */
  edit(room, event, text) {
    return this.client.sendEvent(room, 'm.room.message', { msgtype: 'm.text', body: `* ${text}`,
      'm.new_content': { msgtype: 'm.text', body: text }, 'm.relates_to': { rel_type: 'm.replace', event_id: event } });
  }

  redact(room, event) { return this.client.redactEvent(room, event); }

  /** Puts a picture into the room. @param {Buffer} bytes */
  async show(room, name, bytes, type) {
    const { content_uri: url } = await this.client.uploadContent(bytes, { name, type });
    return this.client.sendEvent(room, 'm.room.message', { msgtype: 'm.image', body: name, filename: name, url,
      info: { mimetype: type, size: bytes.length } });
  }

  /** Waits until that user has said something of which `test` holds. @returns the last such message */
  heard(who, room, test, what) {
    let all = [];
    return this.until(async () => {
      all = await this.saidBy(who, room);
      return all.filter(test).at(-1);
    }, () => `${what}; heard: ${all.map(({ text }) => text).join(' | ')}`);
  }
}
