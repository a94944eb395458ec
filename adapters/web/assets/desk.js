// SPDX-License-Identifier: EUPL-1.2
// The counsellors' desk: makes and opens the own key, which lives in this page's memory and nowhere else, and locks it
// again. What it opens is drawn by desk_inbox.js; the keys of others are cared for by desk_recovery.js.
import './leave.js';
import { Refused, ask, insist } from './api.js';
import { openMail } from './desk_mail.js';
import { setUpMail } from './desk_inbox.js';
import { setUpCare } from './desk_recovery.js';
import { leastCharacters, makeLockedKey, openLockedKey, proposedPassphrase } from './locked_key.js';
import { forgetOnLeaving, goTo, onSubmit, part, show, valueOf } from './parts.js';

/** @typedef {import('./hpke.js').KeyPair} KeyPair */
/** @typedef {import('./desk_mail.js').Keys} Keys */
/** @typedef {import('./desk_mail.js').Mail} Mail */

const lockAfter = 15 * 60_000;

const main = part('main', HTMLElement);

/** Everything that the parts of the desk share. Nothing of it outlives the page, and `lock` empties it. */
export class Desk {
  constructor() {
    this.words = main.dataset;
    this.path = main.dataset.path ?? '';
    /** @type {Keys} */
    this.keys = { own: null, recovery: null, recipients: [], people: [] };
    /** @type {KeyPair | null} */
    this.pair = null;
    /** @type {Mail[]} */
    this.mail = [];
    /** @type {(() => void)[]} */
    this.listeners = [];
  }

  /** @param {() => void} listener called whenever what the desk knows has changed */
  onChange(listener) {
    this.listeners.push(listener);
  }

  changed() {
    for (const listener of this.listeners) listener();
  }

  async readKeys() {
    this.keys = await ask(`${this.path}keys`);
  }

  /** Reads again what there is. */
  async look() {
    await this.readKeys();
    const { own } = this.keys;
    const { pair } = this;
    if (!own || !pair) return;
    /** @type {{inboxes: import('./desk_mail.js').StoredInbox[]}} */
    const { inboxes } = await ask(`${this.path}inboxes`);
    const mail = await Promise.all(inboxes.map((inbox) => openMail(inbox, own.id, pair)));
    if (!this.pair) return;
    this.mail = mail;
    this.changed();
  }

  /**
   * @param {string} path
   * @param {unknown} body
   */
  send(path, body) {
    return insist(this.path + path, body, () => this.say(this.words.waiting));
  }

  /** @param {string | undefined} text */
  say(text) {
    part('status', HTMLElement).textContent = text ?? '';
    part('problem', HTMLElement).textContent = '';
  }

  /** @param {string | undefined} text */
  complain(text) {
    part('status', HTMLElement).textContent = '';
    part('problem', HTMLElement).textContent = text ?? '';
    main.scrollIntoView({ block: 'start' });
  }

  /**
   * Runs what a person asked for, and says when the server did not want it or was not there.
   * @param {() => Promise<void>} act
   */
  async run(act) {
    this.say(this.words.busy);
    try {
      await act();
      if (part('status', HTMLElement).textContent === this.words.busy) this.say('');
    } catch (error) {
      this.complain(error instanceof Refused ? this.words.refused : this.words.offline);
    }
  }

  /** @param {KeyPair} pair */
  async enter(pair) {
    this.pair = pair;
    await this.look();
    show(part('unlock', HTMLElement), false);
    show(part('make', HTMLElement), false);
    show(part('open', HTMLElement));
    show(part('care', HTMLElement));
    goTo(part('list', HTMLElement));
  }

  lock() {
    if (!this.pair) return;
    this.pair = null;
    this.mail = [];
    this.changed();
    main.querySelectorAll('form').forEach((form) => form.reset());
    show(part('open', HTMLElement), false);
    goTo(part('unlock', HTMLElement));
    this.say(this.words.locked);
  }
}

/** @param {Desk} desk */
function setUpMaking(desk) {
  const form = part('make-form', HTMLFormElement);
  const offer = () => {
    part('proposal', HTMLElement).textContent = proposedPassphrase();
    show(part('make-again', HTMLElement), desk.keys.own !== null);
    show(part('unlock', HTMLElement), false);
    part('lost', HTMLDetailsElement).open = false;
    goTo(part('make', HTMLElement));
  };

  onSubmit(form, async () => {
    const passphrase = valueOf(form, 'passphrase').trim();
    if ([...passphrase].length < leastCharacters) return desk.complain(desk.words.tooShort);
    if (passphrase !== valueOf(form, 'repeated').trim()) return desk.complain(desk.words.notTheSame);
    await desk.run(async () => {
      const own = await makeLockedKey(passphrase);
      const pair = await openLockedKey(passphrase, own);
      if (!pair) throw new Error('a key that does not open again');
      await desk.send('keys', own);
      form.reset();
      part('proposal', HTMLElement).textContent = '';
      await desk.enter(pair);
      desk.say(desk.words.keyMade);
    });
  });
  part('make-new', HTMLButtonElement).addEventListener('click', offer);
  return offer;
}

/** @param {Desk} desk */
function setUpUnlocking(desk) {
  const form = part('unlock-form', HTMLFormElement);
  onSubmit(form, () => desk.run(async () => {
    await desk.readKeys();
    const pair = desk.keys.own && await openLockedKey(valueOf(form, 'own-passphrase'), desk.keys.own);
    form.reset();
    if (!pair) return desk.complain(desk.words.wrongPassphrase);
    await desk.enter(pair);
  }));
}

/** @param {Desk} desk */
function setUpLocking(desk) {
  let active = Date.now();
  for (const kind of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart']) {
    document.addEventListener(kind, () => { active = Date.now(); }, { passive: true });
  }
  part('lock', HTMLButtonElement).addEventListener('click', () => desk.lock());
  // Looked at by the clock, because a computer that sleeps counts no time.
  setInterval(() => {
    if (Date.now() - active >= lockAfter) desk.lock();
  }, 5000);
}

async function start() {
  const desk = new Desk();
  const offerToMake = setUpMaking(desk);
  setUpUnlocking(desk);
  setUpLocking(desk);
  setUpMail(desk);
  setUpCare(desk);
  await desk.run(async () => {
    await desk.readKeys();
    show(part('no-script', HTMLElement), false);
    if (desk.keys.own) show(part('unlock', HTMLElement));
    else offerToMake();
  });
}

if (globalThis.crypto?.subtle) {
  forgetOnLeaving();
  void start();
}
