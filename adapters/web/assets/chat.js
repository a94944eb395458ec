// SPDX-License-Identifier: EUPL-1.2
// The conversation page, livelier: what is typed or pressed is sent without leaving the page, and answers appear by
// themselves. Every form also works without this file.
import { leaving } from './leave.js';
import { Outbox } from './outbox.js';
import { Stream } from './stream.js';
import { Transcript, element } from './transcript.js';

/** @typedef {import('./outbox.js').Item} Item */

/**
 * @template {HTMLElement} Kind
 * @param {string} id
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
function part(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`);
  return found;
}

const chat = part('chat', HTMLElement);
const words = chat.dataset;
const path = words.path ?? '';
const field = part('text', HTMLTextAreaElement);
const problem = part('problem', HTMLElement);
const connection = part('connection', HTMLElement);
const fileField = part('file', HTMLInputElement);
const filePart = part('file-part', HTMLDetailsElement);
const transcript = new Transcript(part('messages', HTMLElement), words);
const waiting = element('ol', { class: 'messages', id: 'waiting' });
part('log', HTMLElement).after(waiting);

/** @param {string} text */
function report(text) {
  problem.textContent = text;
  if (text) field.setAttribute('aria-invalid', 'true');
  else field.removeAttribute('aria-invalid');
}

function toLatest() {
  window.scrollTo(0, document.documentElement.scrollHeight);
}

const nearTheEnd = () => window.innerHeight + window.scrollY > document.body.scrollHeight - 200;

// What arrives

let online = true;
const stream = new Stream(path, () => transcript.last, (message) => {
  const follow = nearTheEnd() || message.from === 'person';
  if (!transcript.show(message)) return;
  for (const [item, view] of views) {
    if (item.state === 'confirmed' && transcript.has(item.seq)) takeAway(item, view);
  }
  if (message.open && message.expects !== 'nothing') filePart.open = message.expects === 'file';
  if (follow) toLatest();
  lookBack();
}, (isOnline) => {
  if (isOnline !== online) connection.textContent = (isOnline ? words.online : words.offline) ?? '';
  if (isOnline && !online) outbox.again();
  online = isOnline;
}, signedOut);

function signedOut() {
  connection.textContent = words.signedOut ?? '';
}

let lookingBack = 0;
/** An answer may have closed earlier questions: read again from the oldest one that still has buttons. */
function lookBack() {
  clearTimeout(lookingBack);
  lookingBack = setTimeout(() => {
    const oldest = transcript.oldestOpen();
    if (oldest !== null && oldest < transcript.last) stream.read(oldest - 1, 0).catch(() => undefined);
  }, 150);
}

// What is sent

/** @type {Map<Item, HTMLElement>} */
const views = new Map();

/**
 * @param {Item} item
 * @param {HTMLElement} view
 */
function takeAway(item, view) {
  view.remove();
  views.delete(item);
}

/**
 * @param {string} label
 * @param {() => void} press
 */
function stateButton(label, press) {
  const button = element('button', { class: 'utrecht-button utrecht-button--secondary-action', type: 'button' }, [label]);
  button.addEventListener('click', press);
  return button;
}

/**
 * @param {Item} item
 * @param {HTMLElement} view
 */
function refusedButton(item, view) {
  return stateButton((item.text === null ? words.again : words.takeBack) ?? '', () => {
    outbox.forget(item);
    takeAway(item, view);
    if (item.text === null) {
      outbox.add(item);
    } else {
      field.value = field.value ? `${item.text}\n${field.value}` : item.text;
      field.focus();
    }
  });
}

/** @param {Item} item */
function showItem(item) {
  const view = views.get(item) ?? element('li', { class: 'message message--own' });
  if (!views.has(item)) waiting.append(view);
  views.set(item, view);
  if (item.state === 'confirmed') {
    report('');
    if (transcript.has(item.seq)) takeAway(item, view);
    else void stream.expect(() => transcript.has(item.seq)).catch(() => undefined);
    return;
  }
  const state = element('p', { class: 'message__state' });
  if (item.state === 'sending') state.append(words.sending ?? '');
  if (item.state === 'waiting') state.append(`${words.waiting ?? ''} `, stateButton(words.again ?? '', () => outbox.again()));
  if (item.state === 'refused') state.append(`${words.refused ?? ''} ${item.detail} `, refusedButton(item, view));
  view.className = `message message--own${item.state === 'sending' ? '' : ` message--${item.state}`}`;
  view.replaceChildren(element('p', { class: 'message__text', dir: 'auto' }, [item.title]), state);
  if (item.state === 'waiting') connection.textContent = words.waiting ?? '';
  if (item.state === 'refused') report(`${words.refused ?? ''} ${item.detail}`);
  toLatest();
}

const outbox = new Outbox((item) => {
  showItem(item);
  if (item.signedOut) signedOut();
  if (item.state === 'confirmed' && connection.textContent === words.waiting) connection.textContent = '';
});

/**
 * @param {string} title
 * @param {Record<string, unknown>} content
 * @param {string | null} text
 * @param {() => void} done
 */
function sendMessage(title, content, text, done = () => undefined) {
  outbox.add({
    title, path: `${path}messages`, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(content), text, done,
  });
}

const hasKeyboard = matchMedia('(pointer: fine)').matches;

function sendText() {
  const text = field.value;
  const length = [...text].length;
  const limit = Number(words.limit);
  if (!text.trim()) return report(words.empty ?? '');
  if (length > limit) {
    return report((words.tooLong ?? '').replace('{length}', String(length)).replace('{limit}', String(limit)));
  }
  report('');
  field.value = '';
  sendMessage(text, { text }, text);
  if (hasKeyboard) field.focus({ preventScroll: true });
}

part('say', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  sendText();
});

/** @type {WeakSet<HTMLFormElement>} */
const answering = new WeakSet();

part('log', HTMLElement).addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) return;
  event.preventDefault();
  if (answering.has(form)) return;
  const question = Number(new FormData(form).get('question'));
  const pressed = event.submitter;
  const boxes = [...form.querySelectorAll('input:checked')].filter((box) => box instanceof HTMLInputElement);
  const done = () => void answering.delete(form);
  if (pressed instanceof HTMLButtonElement && pressed.name === 'choice') {
    answering.add(form);
    sendMessage(pressed.textContent ?? '', { choice: pressed.value, question }, null, done);
  } else if (boxes.length > 0) {
    answering.add(form);
    const labels = boxes.map((box) => box.labels?.[0]?.textContent ?? '').join(', ');
    sendMessage(labels, { choices: boxes.map((box) => box.value), question }, null, done);
  } else {
    report(words.chooseSeveral ?? '');
  }
});

part('attach', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  const file = fileField.files?.[0];
  if (!file) return report(words.noFile ?? '');
  report('');
  fileField.value = '';
  outbox.add({
    title: file.name, path: `${path}attachments`, body: file, text: null, done: () => undefined,
    headers: { 'Content-Type': file.type || 'application/octet-stream', 'X-File-Name': encodeURIComponent(file.name) },
  });
});

// On a keyboard Enter sends; on a touch screen it stays a new line, the button is under the thumb.
if (hasKeyboard) {
  part('hint', HTMLElement).textContent = words.hint ?? '';
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    sendText();
  });
}

window.addEventListener('beforeunload', (event) => {
  if (!outbox.empty && !leaving()) event.preventDefault();
});

toLatest();
