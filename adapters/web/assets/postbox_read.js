// SPDX-License-Identifier: EUPL-1.2
// Reading with a code: opens the inbox in the browser, looks for new answers once a minute while it is open, and sends
// what is written back sealed. The minute is fixed, so that traffic says nothing about what is there.
import { Busy, Refused, ask, insist } from './api.js';
import { TooLong } from './envelope.js';
import { Inbox } from './inbox.js';
import { copyOf, filled, goTo, onSubmit, part, show, valueOf, weekWords, within } from './parts.js';
import { readCode } from './receipt_code.js';
import { shownText } from './shown_text.js';

/** @typedef {import('./inbox.js').Reply} Reply */
/** @typedef {Omit<import('./envelope.js').Content, 'n'> & {kind: string}} Unnumbered */

const minute = 60_000;
const keysChanged = 409;

export function setUpReading() {
  const main = part('main', HTMLElement);
  const words = main.dataset;
  const openForm = part('open', HTMLFormElement);
  const problem = part('problem', HTMLElement);
  const section = part('inbox', HTMLElement);
  const status = part('status', HTMLElement);
  const inboxProblem = part('inbox-problem', HTMLElement);
  const list = part('replies', HTMLElement);
  /** @type {Inbox | null} */
  let inbox = null;

  show(part('plain-note', HTMLElement), false);

  /** @param {HTMLFormElement} form */
  const takeOver = (form) => onSubmit(form, () => send(form));

  /** @param {Reply} reply */
  const draw = ({ id, week, content }) => {
    const item = copyOf('reply');
    within(item, '.reply__week', HTMLElement).textContent = weekWords(words.week, week);
    within(item, '.reply__text', HTMLElement).textContent =
      content.kind === 'unreadable' ? words.unreadable ?? '' : shownText(String(content.text ?? ''));
    const form = within(item, 'form', HTMLFormElement);
    if (content.kind === 'record') {
      within(form, 'input[name=record]', HTMLInputElement).value = id;
      takeOver(form);
    } else {
      form.remove();
    }
    return item;
  };

  /** @returns {Promise<number>} how many answers are new */
  const look = async () => {
    if (!inbox) return 0;
    const answer = await ask(`${words.api}open`, inbox.proof);
    if (!answer.found) throw new Refused(404);
    const found = await inbox.take(answer);
    list.append(...found.map(draw));
    show(list, list.childElementCount > 0);
    show(part('nothing', HTMLElement), list.childElementCount === 0);
    const readers = part('can-read', HTMLElement);
    readers.textContent = filled(words.readers, { names: inbox.recipients.flatMap(({ name }) => name ?? []).join(', ') });
    show(readers);
    return found.length;
  };

  const lookAgain = async () => {
    if (!inbox) return;
    try {
      if (await look() > 0) status.textContent = words.new ?? '';
      else if (status.textContent === words.offline) status.textContent = '';
    } catch (error) {
      if (error instanceof Refused) return closed(words.codeUnknown);
      status.textContent = words.offline ?? '';
    }
    setTimeout(lookAgain, minute);
  };

  /** @param {string | undefined} reason empty: its owner closed it */
  const closed = (reason) => {
    inbox = null;
    section.remove();
    if (!reason) return goTo(part('closed', HTMLElement));
    show(openForm);
    problem.textContent = reason;
  };

  /**
   * What a form says, or nothing after a complaint.
   * @param {HTMLFormElement} form
   * @returns {Unnumbered | null}
   */
  const contentOf = (form) => {
    const text = valueOf(form, 'text');
    /** @type {(complaint: string | undefined) => null} */
    const complain = (complaint) => {
      inboxProblem.textContent = complaint ?? '';
      inboxProblem.scrollIntoView({ block: 'center' });
      return null;
    };
    const sure = valueOf(form, 'sure') === 'yes';
    switch (valueOf(form, 'action')) {
      case 'message':
        return text.trim() ? { kind: 'message', text } : complain(words.noText);
      case 'hand_on':
        return valueOf(form, 'to') ? { kind: 'hand_on', to: valueOf(form, 'to') } : complain(words.nothingChosen);
      case 'checked': {
        const right = valueOf(form, 'right');
        return right ? { kind: 'checked', record: valueOf(form, 'record'), right: right === 'true', text }
          : complain(words.nothingChosen);
      }
      case 'name':
        if (!text.trim()) return complain(words.noText);
        return sure ? { kind: 'name', text } : complain(words.notSure);
      default:
        return sure ? { kind: 'close' } : complain(words.notSure);
    }
  };

  const waiting = () => { status.textContent = words.waiting ?? ''; };

  /**
   * @param {Inbox} open
   * @param {Unnumbered} content
   */
  const sendSealed = async (open, content) => insist(`${words.api}messages`, await open.message(content), waiting);

  /**
   * @param {Inbox} open
   * @param {HTMLFormElement} form
   * @param {Unnumbered} content
   */
  const post = async (open, form, content) => {
    if (content.kind === 'close') {
      await insist(`${words.api}close`, open.proof, waiting);
      return closed('');
    }
    const answer = await sendSealed(open, content).catch(async (error) => {
      // Somebody who was chosen has another key since: read who can read now, and seal once more.
      if (!(error instanceof Refused) || error.status !== keysChanged) throw error;
      await look();
      return sendSealed(open, content);
    });
    if (!answer.found) return closed(words.codeUnknown);
    open.sent += 1;
    form.reset();
    const fold = form.closest('details');
    if (fold) fold.open = false;
    status.textContent = words[`kept${content.kind.charAt(0).toUpperCase()}${content.kind.slice(1)}`] ?? '';
    status.scrollIntoView({ block: 'center' });
  };

  /** @param {HTMLFormElement} form */
  const send = async (form) => {
    inboxProblem.textContent = '';
    if (!inbox) return;
    const content = contentOf(form);
    if (!content) return;
    status.textContent = words.sending ?? '';
    const fields = [...form.querySelectorAll('textarea, input, button')];
    fields.forEach((field) => field.setAttribute('disabled', ''));
    try {
      await post(inbox, form, content);
    } catch (error) {
      if (!(error instanceof Refused) && !(error instanceof TooLong)) throw error;
      status.textContent = '';
      inboxProblem.textContent = (error instanceof TooLong ? words.tooLong : words.refused) ?? '';
    } finally {
      fields.forEach((field) => field.removeAttribute('disabled'));
    }
  };

  /** @param {unknown} error */
  const reasonOf = (error) => {
    if (error instanceof Busy) return words.tooMany;
    return error instanceof Refused || error instanceof DOMException ? words.codeUnknown : words.unreached;
  };

  section.querySelectorAll('form').forEach(takeOver);

  onSubmit(openForm, async () => {
    problem.textContent = '';
    const code = readCode(valueOf(openForm, 'code'));
    if (!code) {
      problem.textContent = words.codeTypo ?? '';
      return;
    }
    try {
      inbox = await Inbox.of(code);
      await look();
    } catch (error) {
      inbox = null;
      problem.textContent = reasonOf(error) ?? '';
      return;
    }
    openForm.reset();
    show(openForm, false);
    goTo(section);
    setTimeout(lookAgain, minute);
  });
}
