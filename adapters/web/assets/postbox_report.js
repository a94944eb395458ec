// SPDX-License-Identifier: EUPL-1.2
// Reporting: makes a code and an inbox in the browser and sends what was written sealed.
import { Refused, insist } from './api.js';
import { TooLong } from './envelope.js';
import { newInbox } from './inbox.js';
import { copyOf, goTo, onSubmit, part, show, valueOf, within } from './parts.js';
import { groupsOf, inGroups, makeCode, normalised } from './receipt_code.js';

/** @typedef {import('./inbox.js').Recipient} Recipient */
/** @typedef {{open: boolean, recipients: Recipient[], recovery: Recipient}} Keys */

/** The status of an answer: somebody has another key since the list was read. */
const keysChanged = 409;
const texts = ['what', 'who', 'where', 'with', 'how', 'when', 'why', 'safe', 'else'];

/** @param {HTMLFormElement} form */
const readerBoxes = (form) =>
  [...form.querySelectorAll('input[name=readers]')].filter((box) => box instanceof HTMLInputElement);

/**
 * Draws who can read anew; who was left out stays so.
 * @param {HTMLFormElement} form
 * @param {Recipient[]} recipients
 */
function drawReaders(form, recipients) {
  const leftOut = new Set(readerBoxes(form).filter((box) => !box.checked).map((box) => box.dataset.person));
  part('readers', HTMLElement).replaceChildren(...recipients.map(({ id, person, name }) => {
    const label = copyOf('reader');
    const box = within(label, 'input', HTMLInputElement);
    box.value = id;
    box.dataset.person = person ?? '';
    box.checked = !leftOut.has(person);
    within(label, 'span', HTMLElement).textContent = name ?? '';
    return label;
  }));
}

export function setUpReport() {
  const form = part('report', HTMLFormElement);
  const words = part('main', HTMLElement).dataset;
  const problem = part('problem', HTMLElement);
  const status = part('status', HTMLElement);
  const code = makeCode();

  part('code', HTMLElement).textContent = inGroups(code);
  form.querySelector('input[name=code]')?.remove();
  document.getElementById('problem-before')?.remove();
  show(part('plain-note', HTMLElement), false);
  show(part('sealed-note', HTMLElement));

  /**
   * @param {string | undefined} text
   * @param {string} [field] where to put it right
   */
  const complain = (text, field) => {
    problem.textContent = text ?? '';
    status.textContent = '';
    form.querySelectorAll('[aria-invalid]').forEach((input) => input.removeAttribute('aria-invalid'));
    const wrong = field === undefined ? null : form.querySelector(`[name="${field}"]`);
    if (!(wrong instanceof HTMLElement)) return;
    wrong.setAttribute('aria-invalid', 'true');
    wrong.focus();
  };

  /** Whether everything is there that a report needs. */
  const isWhole = () => {
    if (!valueOf(form, 'what').trim()) return complain(words.noStory, 'what');
    if (!readerBoxes(form).some((box) => box.checked)) return complain(words.noReader, 'readers');
    if (normalised(valueOf(form, 'last')) !== groupsOf(code).at(-1)) return complain(words.lastGroup, 'last');
    return true;
  };

  /** @returns {Promise<Recipient[] | undefined>} whom to seal for */
  const recipients = async () => {
    /** @type {Keys} */
    const keys = await insist(`${words.api}keys`, undefined, () => { status.textContent = words.waiting ?? ''; });
    if (!keys.open) return void complain(words.shut);
    const chosen = readerBoxes(form).filter((box) => box.checked).map((box) => box.value);
    const found = keys.recipients.filter(({ id }) => chosen.includes(id));
    if (found.length !== chosen.length) {
      drawReaders(form, keys.recipients);
      return void complain(words.readersChanged, 'readers');
    }
    return [...found, keys.recovery];
  };

  const content = () => ({
    kind: 'report', n: 1, hand_on: valueOf(form, 'hand_on') || 'no',
    ...Object.fromEntries(texts.map((name) => [name, valueOf(form, name)])),
  });

  const showKept = () => {
    part('kept-code', HTMLElement).textContent = inGroups(code);
    part('writing', HTMLElement).remove();
    goTo(part('kept', HTMLElement));
  };

  onSubmit(form, async () => {
    complain('');
    if (!isWhole()) return;
    status.textContent = words.sending ?? '';
    const fields = [...form.querySelectorAll('textarea, input, button')];
    try {
      const readers = await recipients();
      if (!readers) return;
      const inbox = await newInbox(code, content(), readers);
      // From here on the server may have it: what was sealed stays as it is until the server has said so.
      fields.forEach((field) => field.setAttribute('disabled', ''));
      await insist(`${words.api}inboxes`, inbox, () => { status.textContent = words.waiting ?? ''; });
      showKept();
    } catch (error) {
      if (!(error instanceof Refused) && !(error instanceof TooLong)) throw error;
      fields.forEach((field) => field.removeAttribute('disabled'));
      if (error instanceof Refused && error.status === keysChanged) await recipients();
      else complain(error instanceof TooLong ? words.tooLong : words.refused);
    }
  });
}
