// SPDX-License-Identifier: EUPL-1.2
// The reports on the counsellors' desk: the list, one of them, an answer, facts without a name. What came in is shown as
// text, and made safe for the eye (shown_text.js).
import { numbersOf, readersOf } from './desk_mail.js';
import { TooLong, sealEnvelope } from './envelope.js';
import { filled, goTo, onSubmit, part, show, valueOf, weekWords } from './parts.js';
import { shownText } from './shown_text.js';
import { element } from './transcript.js';

/** @typedef {import('./desk.js').Desk} Desk */
/** @typedef {import('./desk_mail.js').Letter} Letter */
/** @typedef {import('./desk_mail.js').Mail} Mail */
/** @typedef {import('./envelope.js').Content} Content */

const reportFields = ['safe', 'what', 'who', 'where', 'with', 'how', 'when', 'why', 'else'];
const firstLetters = 60;

/** What letters are drawn with; a kind that somebody made up has no word. */
const letterWords = new Map([...part('words', HTMLTemplateElement).content.querySelectorAll('[data-word]')]
  .map((span) => [span.getAttribute('data-word') ?? '', span.textContent ?? '']));
/** @param {string} name */
const word = (name) => letterWords.get(name) ?? '?';

/** @param {unknown} text */
const shown = (text) => shownText(typeof text === 'string' ? text : '');

/** @param {unknown} choice */
const handOnWord = (choice) => word(['coordinator', 'manager'].includes(String(choice)) ? `to_${choice}` : 'to_no');

/**
 * @param {string} label
 * @param {string} text
 */
const line = (label, text) => element('div', { class: 'line' }, [
  element('dt', {}, [label]), element('dd', { dir: 'auto' }, [text])]);

/** @param {string} text */
const textPart = (text) => element('p', { class: 'message__text', dir: 'auto' }, [text]);

/** @param {Content} content */
function bodyOf(content) {
  switch (content.kind) {
    case 'report': {
      const lines = reportFields.filter((field) => shown(content[field]).trim())
        .map((field) => line(word(field), shown(content[field])));
      return [element('dl', { class: 'lines' }, [...lines, line(word('hand_on'), handOnWord(content.hand_on))])];
    }
    case 'hand_on':
      return [textPart(handOnWord(content.to))];
    case 'checked':
      return [textPart(word(content.right === true ? 'right' : 'wrong')), textPart(shown(content.text))];
    default:
      return [textPart(shown(content.text))];
  }
}

/**
 * @param {Desk} desk
 * @param {Letter} letter
 */
function drawLetter({ words }, { from, week, content }) {
  const who = (from === 'reporter' ? words.reporter : words.counsellor) ?? '';
  const kind = content ? `, ${word(content.kind)}` : '';
  const when = week ? weekWords(words.week, week) : words.notSeenYet ?? '';
  const head = element('p', { class: 'message__who' }, [`${who}${kind}. ${when}`]);
  const body = content ? bodyOf(content) : [textPart(words.unreadable ?? '')];
  return element('li', { class: from === 'reporter' ? 'message message--notice' : 'message message--own' }, [head, ...body]);
}

/**
 * How a report is told from another: its week and how it begins.
 * @param {Desk} desk
 * @param {Mail} mail
 */
function titleOf({ words }, { letters }) {
  const report = letters.find(({ content }) => content?.kind === 'report');
  const begin = [...shown(report?.content?.what).replace(/\s+/g, ' ')];
  const cut = begin.length > firstLetters ? `${begin.slice(0, firstLetters).join('')}…` : begin.join('');
  return `${weekWords(words.week, report?.week ?? letters[0]?.week ?? '')}: ${cut}`;
}

/** @param {Desk} desk */
export function setUpMail(desk) {
  const list = part('list', HTMLElement);
  const section = part('inbox', HTMLElement);
  const answerForm = part('answer-form', HTMLFormElement);
  const answerPart = part('answer-part', HTMLElement);
  /** @type {string | null} */
  let open = null;
  const current = () => desk.mail.find(({ inbox }) => inbox.id === open);

  const drawList = () => {
    const readable = desk.mail.filter((mail) => mail.readable);
    const inOrder = readable.map((mail) => ({ mail, title: titleOf(desk, mail), week: mail.letters.find((letter) => letter.week)?.week ?? '' }))
      .sort((one, other) => Number(other.mail.unread > 0) - Number(one.mail.unread > 0) || other.week.localeCompare(one.week));
    part('inboxes', HTMLElement).replaceChildren(...inOrder.map(({ mail, title }) => {
      const button = element('button', { type: 'button', class: 'inbox-button', dir: 'auto' }, [title]);
      button.addEventListener('click', () => {
        open = mail.inbox.id;
        drawInbox();
        show(list, false);
        show(part('care', HTMLElement), false);
        desk.say('');
        goTo(section);
      });
      const fresh = mail.unread > 0 ? filled(desk.words.unread, { count: mail.unread }) : desk.words.nothingUnread ?? '';
      return element('li', { class: 'reply' }, [button, element('p', { class: mail.unread > 0 ? 'unread' : 'hint' }, [fresh])]);
    }));
    show(part('none', HTMLElement), desk.mail.length === 0);
    const { recovery, recipients } = desk.keys;
    show(part('shut', HTMLElement), recovery === null || recipients.length < 2);
    const closed = part('closed-to-me', HTMLElement);
    closed.textContent = filled(desk.words.closedToMe, { count: desk.mail.length - readable.length });
    show(closed, readable.length < desk.mail.length);
  };

  const drawInbox = () => {
    const mail = current();
    part('letters', HTMLElement).replaceChildren(...(mail?.letters ?? []).map((letter) => drawLetter(desk, letter)));
    const isOpen = mail !== undefined && mail.inbox.public_key !== null;
    show(answerPart, isOpen);
    show(part('code-closed', HTMLElement), mail !== undefined && !isOpen);
    facts.offer(mail);
  };

  const back = () => {
    open = null;
    drawInbox();
    answerForm.reset();
    show(section, false);
    show(part('care', HTMLElement));
    goTo(list);
  };

  const facts = setUpFacts(desk, current);
  desk.onChange(() => {
    if (open !== null && !current()) {
      open = null;
      show(section, false);
    }
    drawList();
    drawInbox();
  });
  part('back', HTMLButtonElement).addEventListener('click', back);
  part('look-again', HTMLButtonElement).addEventListener('click', () => void desk.run(() => desk.look()));

  onSubmit(answerForm, async (pressed) => {
    const mail = current();
    const text = valueOf(answerForm, 'answer');
    if (!mail) return;
    if (!text.trim()) return desk.complain(desk.words.empty);
    const kind = pressed instanceof HTMLButtonElement && pressed.value === 'record' ? 'record' : 'message';
    await desk.run(async () => {
      try {
        const readers = readersOf(mail.inbox, desk.keys);
        const content = { kind, ...numbersOf(mail), text };
        const envelope = await sealEnvelope({ inbox: mail.inbox.id, from: 'counsellor' }, content, readers);
        await desk.send(`inboxes/${mail.inbox.id}/messages`, { envelope });
      } catch (error) {
        if (!(error instanceof TooLong)) throw error;
        return desk.complain(desk.words.tooLong);
      }
      answerForm.reset();
      await desk.look();
      desk.say(desk.words.answered);
      part('status', HTMLElement).scrollIntoView({ block: 'center' });
    });
  });
}

/**
 * Facts without a name: only where the reporter's last word on it allows, and only to whom.
 * @param {Desk} desk
 * @param {() => Mail | undefined} current
 */
function setUpFacts(desk, current) {
  const form = part('facts-form', HTMLFormElement);
  const confirm = part('confirm-form', HTMLFormElement);
  const preview = part('facts-preview', HTMLElement);
  const text = part('facts-text', HTMLElement);
  const allowed = () => current()?.handOn ?? 'no';

  const toWriting = () => {
    show(preview, false);
    show(form);
    confirm.reset();
    text.textContent = '';
  };

  part('facts-back', HTMLButtonElement).addEventListener('click', toWriting);
  onSubmit(form, async () => {
    if (!valueOf(form, 'facts').trim()) return desk.complain(desk.words.empty);
    if (allowed() === 'manager' && !valueOf(form, 'team')) return desk.complain(desk.words.noTeam);
    desk.say('');
    text.textContent = valueOf(form, 'facts');
    show(form, false);
    show(preview);
  });
  onSubmit(confirm, async () => {
    const to = allowed();
    if (!['coordinator', 'manager'].includes(to)) return;
    if (valueOf(confirm, 'sure') !== 'yes') return desk.complain(desk.words.notSure);
    await desk.run(async () => {
      const team = to === 'manager' ? valueOf(form, 'team') : '';
      const { told } = await desk.send('facts', { to, team, text: valueOf(form, 'facts') });
      form.reset();
      toWriting();
      desk.say(filled(desk.words.told, { count: told }));
      part('status', HTMLElement).scrollIntoView({ block: 'center' });
    });
  });

  return {
    /** @param {Mail | undefined} mail */
    offer(mail) {
      const to = mail?.handOn ?? 'no';
      if (!mail) form.reset();
      toWriting();
      show(part('facts-part', HTMLElement), ['coordinator', 'manager'].includes(to));
      show(part('team-part', HTMLElement), to === 'manager');
      part('facts-allowed', HTMLElement).textContent =
        (to === 'manager' ? desk.words.allowsManager : desk.words.allowsCoordinator) ?? '';
    },
  };
}
