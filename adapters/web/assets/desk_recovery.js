// SPDX-License-Identifier: EUPL-1.2
// Care for keys on the counsellors' desk: the two sheets of the recovery key, opening everything with them, and giving a
// colleague with a new key access to what that colleague was chosen for.
import { fromBase64, toBase64 } from './bytes.js';
import { chosenFor, newKeys } from './desk_mail.js';
import { keyId } from './envelope.js';
import { filled, onSubmit, part, show, valueOf, within } from './parts.js';
import { groupsOf, inGroups, normalised } from './receipt_code.js';
import { fromPaper, fromSheets, makeRecovery } from './recovery.js';
import { element } from './transcript.js';

/** @typedef {import('./desk.js').Desk} Desk */
/** @typedef {import('./desk_mail.js').PublicKey} PublicKey */
/** @typedef {import('./desk_mail.js').StoredInbox} StoredInbox */
/** @typedef {import('./hpke.js').KeyPair} KeyPair */

/**
 * @param {Desk} desk
 * @param {StoredInbox[]} inboxes
 * @param {{id: string, pair: KeyPair}} giver
 * @param {PublicKey} recipient
 * @returns {Promise<number>} how many envelopes open for the recipient that did not before
 */
async function give(desk, inboxes, giver, recipient) {
  let count = 0;
  for (const inbox of inboxes) {
    const keys = await newKeys(inbox, giver, recipient);
    if (Object.keys(keys).length === 0) continue;
    await desk.send(`inboxes/${inbox.id}/keys`, { keys });
    count += Object.keys(keys).length;
  }
  return count;
}

/** @param {Desk} desk */
const inboxesOf = ({ mail }) => mail.map(({ inbox }) => inbox);

/** @param {Desk} desk */
function giverOf({ keys, pair }) {
  if (!keys.own || !pair) throw new Error('the desk is locked');
  return { id: keys.own.id, pair };
}

/** @param {Desk} desk */
function setUpMakingRecovery(desk) {
  const form = part('recovery-form', HTMLFormElement);
  const sheets = part('sheets', HTMLElement);
  /** @type {Awaited<ReturnType<typeof makeRecovery>> | null} */
  let made = null;

  /** @param {string[]} texts */
  const draw = (texts) => {
    sheets.querySelectorAll('.sheet').forEach((sheet, at) => {
      within(sheet, '.code', HTMLElement).textContent = inGroups(texts[at] ?? '');
    });
    show(sheets, texts.length > 0);
    form.reset();
  };

  part('make-recovery', HTMLButtonElement).addEventListener('click', () => void desk.run(async () => {
    made = await makeRecovery();
    draw(made.sheets);
  }));
  for (const sheet of ['1', '2']) {
    part(`print-${sheet}`, HTMLButtonElement).addEventListener('click', () => {
      document.body.dataset.print = sheet;
      window.addEventListener('afterprint', () => { delete document.body.dataset.print; }, { once: true });
      window.print();
    });
  }
  onSubmit(form, async () => {
    if (!made) return;
    const wrong = made.sheets.findIndex((sheet, at) =>
      normalised(valueOf(form, `sheet-last-${at + 1}`)) !== groupsOf(sheet).at(-1));
    if (wrong >= 0) return desk.complain(filled(desk.words.sheetTypo, { sheet: wrong + 1 }));
    const key = toBase64(made.publicKey);
    const id = await keyId(made.publicKey);
    await desk.run(async () => {
      await desk.send('recovery', { key });
      made = null;
      draw([]);
      // What came in before opens with the new sheets too, as far as this counsellor can read it.
      await give(desk, inboxesOf(desk), giverOf(desk), { id, key });
      await desk.look();
      desk.say(desk.words.recoveryKept);
    });
  });
  return () => {
    made = null;
    draw([]);
  };
}

/** @param {Desk} desk */
function setUpUsingRecovery(desk) {
  const form = part('use-form', HTMLFormElement);
  onSubmit(form, async () => {
    const [first, second] = [fromPaper(valueOf(form, 'sheet-1'), 1), fromPaper(valueOf(form, 'sheet-2'), 2)];
    if (!first || !second) return desk.complain(filled(desk.words.sheetTypo, { sheet: first ? 2 : 1 }));
    await desk.run(async () => {
      const { recovery, own } = desk.keys;
      const pair = recovery && await fromSheets(first, second, fromBase64(recovery.key));
      if (!recovery || !own || !pair) return desk.complain(desk.words.wrongSheets);
      const count = await give(desk, inboxesOf(desk), { id: recovery.id, pair }, own);
      form.reset();
      await desk.look();
      desk.say(filled(desk.words.opened, { count }));
    });
  });
}

/** @param {Desk} desk */
function drawColleagues(desk) {
  const { own, people, recipients } = desk.keys;
  const others = people.filter(({ person }) => !recipients.some((one) => one.person === person && one.id === own?.id));
  part('people', HTMLElement).replaceChildren(...others.map(({ person, name }) => {
    const recipient = recipients.find((one) => one.person === person);
    const state = (recipient ? desk.words.hasKey : desk.words.noKey) ?? '';
    const item = element('li', { class: 'person' }, [`${name} ${state} `]);
    if (recipient) item.append(giveButton(desk, recipient));
    return item;
  }));
}

/**
 * @param {Desk} desk
 * @param {import('./desk_mail.js').Recipient} recipient
 */
function giveButton(desk, recipient) {
  const { name } = recipient;
  const label = filled(desk.words.give, { name });
  const button = element('button', { type: 'button', class: 'utrecht-button utrecht-button--secondary-action' }, [label]);
  button.addEventListener('click', () => void desk.run(async () => {
    button.disabled = true;
    await desk.look();
    const inboxes = chosenFor(inboxesOf(desk), recipient, desk.keys.people);
    const count = await give(desk, inboxes, giverOf(desk), recipient);
    await desk.look();
    desk.say(filled(count > 0 ? desk.words.given : desk.words.nothingToGive, { name, count }));
  }).finally(() => { button.disabled = false; }));
  return button;
}

/** @param {Desk} desk */
export function setUpCare(desk) {
  const forget = setUpMakingRecovery(desk);
  setUpUsingRecovery(desk);
  const recovery = part('recovery', HTMLDetailsElement);
  let wasThere = true;
  desk.onChange(() => {
    const there = desk.keys.recovery !== null;
    show(part('recovery-again', HTMLElement), there);
    show(part('use', HTMLDetailsElement), there);
    if (there !== wasThere) recovery.open = !there;
    wasThere = there;
    if (!desk.pair) forget();
    drawColleagues(desk);
  });
}
