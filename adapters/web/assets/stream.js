// SPDX-License-Identifier: EUPL-1.2
// News from the server: server-sent events, and where something on the way swallows those, the long poll. A page nobody
// looks at holds no connection: browsers allow six to a host, and the demo has more people than that.

/** @typedef {import('./transcript.js').Message} Message */

const longestWait = 25;
const mostErrors = 3;

/** @param {number} milliseconds */
const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

class SignedOut extends Error {}

export class Stream {
  /**
   * @param {string} path "/p/{person}/"
   * @param {() => number} last seq of the newest message that is shown
   * @param {(message: Message) => void} heard
   * @param {(online: boolean) => void} state
   * @param {() => void} signedOut the session has ended; nothing more will come
   */
  constructor(path, last, heard, state, signedOut) {
    this.path = path;
    this.last = last;
    this.heard = heard;
    this.state = state;
    this.signedOut = signedOut;
    /** @type {EventSource | null} */
    this.source = null;
    /** @type {AbortController | null} */
    this.poll = null;
    this.errors = 0;
    this.trusted = true;
    document.addEventListener('visibilitychange', () => (document.hidden ? this.stop() : this.start()));
    if (!document.hidden) this.start();
  }

  start() {
    this.stop();
    if (this.trusted) this.openSource();
    else void this.pollForEver();
  }

  stop() {
    this.source?.close();
    this.source = null;
    this.poll?.abort();
    this.poll = null;
  }

  openSource() {
    const source = new EventSource(`${this.path}events?after=${this.last()}`);
    this.source = source;
    source.addEventListener('open', () => this.state(true));
    source.addEventListener('message', (event) => {
      this.errors = 0;
      this.heard(JSON.parse(event.data));
    });
    source.addEventListener('error', () => {
      if (++this.errors >= mostErrors || source.readyState === EventSource.CLOSED) this.distrust();
    });
  }

  /** From here on only the long poll is used. */
  distrust() {
    if (!this.trusted) return;
    this.trusted = false;
    this.start();
  }

  async pollForEver() {
    const poll = new AbortController();
    this.poll = poll;
    let pause = 1000;
    while (!poll.signal.aborted) {
      try {
        await this.read(this.last(), longestWait, poll.signal);
        this.state(true);
        pause = 1000;
      } catch (error) {
        if (poll.signal.aborted) return;
        if (error instanceof SignedOut) return this.signedOut();
        this.state(false);
        await sleep(pause);
        pause = Math.min(pause * 2, 30_000);
      }
    }
  }

  /**
   * Reads what is newer than `after`.
   * @param {number} after
   * @param {number} wait seconds
   * @param {AbortSignal} [signal]
   */
  async read(after, wait, signal) {
    const response = await fetch(`${this.path}messages?after=${after}&wait=${wait}`, { signal: signal ?? null });
    if (response.status === 401) throw new SignedOut();
    if (!response.ok) throw new Error(String(response.status));
    const { messages } = await response.json();
    for (const message of messages) this.heard(message);
  }

  /**
   * Makes sure that a message the server has confirmed gets here, even when the event stream does not bring it.
   * @param {() => boolean} arrived
   */
  async expect(arrived) {
    await sleep(2000);
    if (arrived() || document.hidden) return;
    await this.read(this.last(), 0);
    if (arrived()) this.distrust();
  }
}
