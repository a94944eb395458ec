// SPDX-License-Identifier: EUPL-1.2
// What the person sent and the server has not confirmed yet. One at a time and in order; each keeps its idempotency key
// until it is confirmed, so that trying again can never count twice. Kept in memory only: on a shared desk nothing may be
// left behind in the browser's storage.
import { freshKey } from './transcript.js';

const refusals = new Set([400, 401, 403, 404, 409, 410, 411, 413, 415, 422]);

/**
 * @typedef {{title: string, path: string, headers: Record<string, string>, body: BodyInit, text: string | null,
 *   done: () => void}} Wish title: as shown; text: what was typed, null for a button or a file; done: confirmed or refused
 * @typedef {Wish & {key: string, state: 'sending' | 'waiting' | 'refused' | 'confirmed', detail: string, attempts: number,
 *   seq: number, signedOut: boolean}} Item
 */

export class Outbox {
  /** @param {(item: Item) => void} changed called for every change of state */
  constructor(changed) {
    this.changed = changed;
    /** @type {Item[]} */
    this.items = [];
    this.busy = false;
    this.timer = 0;
    window.addEventListener('online', () => this.again());
  }

  get empty() {
    return this.items.length === 0;
  }

  /** @param {Wish} wish */
  add(wish) {
    /** @type {Item} */
    const item = { ...wish, key: freshKey(), state: 'sending', detail: '', attempts: 0, seq: 0, signedOut: false };
    this.items.push(item);
    this.changed(item);
    void this.work();
  }

  /** Tries at once what is waiting. */
  again() {
    clearTimeout(this.timer);
    void this.work();
  }

  /** @param {Item} item one that was refused */
  forget(item) {
    this.items = this.items.filter((other) => other !== item);
  }

  async work() {
    if (this.busy) return;
    this.busy = true;
    for (let item = this.next(); item; item = this.next()) {
      await this.send(item);
      this.changed(item);
      if (item.state === 'waiting') break;
    }
    this.busy = false;
  }

  next() {
    return this.items.find((item) => item.state !== 'refused');
  }

  /** @param {Item} item */
  async send(item) {
    try {
      const response = await fetch(item.path, {
        method: 'POST', headers: { ...item.headers, 'Idempotency-Key': item.key }, body: item.body,
      });
      if (response.ok) {
        item.seq = (await response.json()).seq;
        item.state = 'confirmed';
        item.done();
        this.forget(item);
        return;
      }
      if (refusals.has(response.status)) {
        item.state = 'refused';
        item.signedOut = response.status === 401;
        item.detail = await this.detailOf(response);
        item.done();
        return;
      }
      this.later(item, Number(response.headers.get('Retry-After')) * 1000);
    } catch {
      this.later(item, 0);
    }
  }

  /**
   * @param {Item} item
   * @param {number} least milliseconds that the server asked for
   */
  later(item, least) {
    item.state = 'waiting';
    const pause = Math.max(least || 0, Math.min(1000 * 2 ** item.attempts++, 30_000));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.again(), pause);
  }

  /** @param {Response} response application/problem+json, in the reader's language */
  async detailOf(response) {
    try {
      const problem = await response.json();
      return String(problem.detail ?? problem.title ?? '');
    } catch {
      return '';
    }
  }
}
