// SPDX-License-Identifier: EUPL-1.2
// Draws messages that arrive after the page was loaded, with the same markup as message_view.cpp. Only text nodes and
// fixed element names: nothing that arrives is ever read as markup.
import { timeElement } from './local_time.js';

/**
 * The schema Message of docs/openapi.yaml.
 * @typedef {{id: string, label: string, style?: 'plain' | 'primary' | 'danger'}} Option
 * @typedef {{label: string, text: string, option?: Option}} Line
 * @typedef {{id: string, name: string, bytes: number, type: string, copy: boolean}} Attachment
 * @typedef {{seq: number, at: string, from: 'person' | 'meldmaat', kind: string, text: string, options: Option[],
 *   many: boolean, expects: 'choice' | 'text' | 'when' | 'file' | 'nothing', lines: Line[], case: string | null,
 *   revises: number | null, open: boolean, attachment: Attachment | null}} Message
 */

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function element(name, attributes = {}, children = []) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** @param {Option['style']} style */
function buttonClass(style) {
  if (style === 'primary') return 'utrecht-button utrecht-button--primary-action';
  return 'utrecht-button utrecht-button--secondary-action' + (style === 'danger' ? ' utrecht-button--danger' : '');
}

/**
 * As stands_beside in message_layout.hpp; where all options are such, as in the menu, they are the answers.
 * @param {Option} option
 */
const isCommand = (option) => option.id.startsWith('menu/') || /^[^/]*\/\./.test(option.id);

/** @param {number} bytes */
function sizeWords(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${Math.round(bytes / 1_000_000)} MB`;
}

/** Random and never used before; crypto.randomUUID is missing on plain http. */
export function freshKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export class Transcript {
  /**
   * @param {HTMLElement} list the <ol> that the server filled
   * @param {DOMStringMap} words texts and settings of the page (chat_main in page.cpp)
   */
  constructor(list, words) {
    this.list = list;
    this.words = words;
    /** @type {Map<number, HTMLElement>} */
    this.items = new Map();
    for (const item of list.children) {
      if (item instanceof HTMLElement) this.items.set(Number(item.dataset.seq), item);
    }
    this.last = Number(words.last);
  }

  /** @param {number} seq */
  has(seq) {
    return seq <= this.last;
  }

  /** The oldest message whose buttons are still shown, or null. */
  oldestOpen() {
    for (const [seq, item] of this.items) {
      if (item.querySelector('form')) return seq;
    }
    return null;
  }

  /**
   * Shows a message, once; one that is shown already only gains or loses its buttons.
   * @param {Message} message
   * @returns {boolean} whether it was new
   */
  show(message) {
    const shown = this.items.get(message.seq);
    if (shown) {
      if (this.canPress(message) !== Boolean(shown.querySelector('form'))) this.put(message, shown);
      return false;
    }
    if (this.has(message.seq)) return false;
    this.last = message.seq;
    const revised = message.revises === null ? undefined : this.items.get(message.revises);
    if (revised && message.revises !== null) this.items.delete(message.revises);
    this.put(message, revised);
    return true;
  }

  /**
   * @param {Message} message
   * @param {HTMLElement} [place] what it takes the place of
   */
  put(message, place) {
    const item = this.item(message);
    this.items.set(message.seq, item);
    if (!place) {
      this.list.append(item);
      return;
    }
    const focused = place.contains(document.activeElement);
    place.replaceWith(item);
    if (focused) document.getElementById('text')?.focus({ preventScroll: true });
  }

  /** @param {Message} message */
  item(message) {
    const own = message.from === 'person';
    const seq = String(message.seq);
    const item = element('li', {
      class: `message message--${own ? 'own' : 'meldmaat'} message--${message.kind}`, id: `m${seq}`, 'data-seq': seq,
    }, [element('p', { class: 'message__who' }, [
      element('strong', {}, [own ? this.word('you') : 'Meldmaat']), ' ', timeElement(message.at, this.word('zone'))])]);
    if (message.case !== null) {
      item.append(element('p', { class: 'message__case' }, [this.word('case').replace('{number}', message.case)]));
    }
    if (message.text) item.append(element('p', { class: 'message__text', dir: 'auto' }, [message.text]));
    if (message.attachment) item.append(...this.attachment(message.attachment, own));
    this.answers(message, item);
    return item;
  }

  /**
   * @param {Attachment} file
   * @param {boolean} own as it was added; others get a copy, and the original when they ask for it
   */
  attachment(file, own) {
    const path = `${this.word('path')}attachments/${encodeURIComponent(file.id)}`;
    const name = () => element('bdi', {}, [file.name]);
    const size = sizeWords(file.bytes);
    if (own) return [this.fileLink(path, [name()], size)];
    const copy = file.copy ? [this.fileLink(path, [name()], this.word('copy'))] : [];
    return [...copy, this.fileLink(`${path}/original`, [this.word('original'), ' ', name()], size),
      element('p', { class: 'hint' }, [this.word('originalHint')])];
  }

  /**
   * @param {string} href
   * @param {(string | HTMLElement)[]} label
   * @param {string} about
   */
  fileLink(href, label, about) {
    return element('p', { class: 'message__file' }, [
      element('a', { class: 'utrecht-link', href, download: '' }, label), ` (${about})`]);
  }

  /** @param {Message} message */
  canPress(message) {
    return message.open && (message.options.length > 0 || message.lines.some((line) => line.option !== undefined));
  }

  /**
   * @param {Message} message
   * @param {HTMLElement} item
   */
  answers(message, item) {
    const standsBeside = message.options.every(isCommand) ? () => false : isCommand;
    const options = message.open ? message.options.filter((option) => !standsBeside(option)) : [];
    const beside = message.open ? message.options.filter(standsBeside) : [];
    const changeable = message.open && message.lines.some((line) => line.option !== undefined);
    /** @type {Node[]} */
    const inside = [];
    if (message.lines.length > 0) {
      inside.push(element('dl', { class: 'lines' }, message.lines.map((line) => this.line(line, message.open))));
    }
    if (options.length > 0) {
      inside.push(message.many ? this.boxes(message.seq, options)
        : this.group('options', this.word('choose'), options.map((option) => this.button(option))));
    }
    item.append(...(changeable || options.length > 0 ? [this.form(message.seq, inside)] : inside));
    if (beside.length === 0) return;
    const quiet = beside.map((option) => this.button(option, 'utrecht-button utrecht-button--subtle'));
    item.append(this.form(message.seq, [this.group('beside', this.word('beside'), quiet)]));
  }

  /**
   * @param {number} seq
   * @param {Node[]} inside
   */
  form(seq, inside) {
    return element('form', { class: 'answers', method: 'post', action: `${this.word('path')}messages` }, [
      element('input', { type: 'hidden', name: 'question', value: String(seq) }),
      element('input', { type: 'hidden', name: 'key', value: freshKey() }), ...inside]);
  }

  /**
   * @param {string} name
   * @param {string} label
   * @param {Node[]} buttons
   */
  group(name, label, buttons) {
    return element('div', { class: name, role: 'group', 'aria-label': label }, buttons);
  }

  /**
   * The address of a paper of this reader becomes a link, on whatever address they are here; nothing else does.
   * @param {string} text
   */
  lineText(text) {
    const path = /^https?:\/\/[^/\s]+(\/\S+)$/.exec(text)?.[1] ?? '';
    if (!path.startsWith(`${this.word('path')}papers/`)) return text || this.word('nothingFilledIn');
    return element('a', { class: 'utrecht-link', href: path, download: '' }, [text]);
  }

  /**
   * @param {Line} line
   * @param {boolean} open
   */
  line(line, open) {
    const row = element('div', { class: 'line' }, [
      element('dt', {}, [line.label]), element('dd', { dir: 'auto' }, [this.lineText(line.text)])]);
    if (open && line.option) {
      const button = this.button(line.option);
      button.append(element('span', { class: 'unseen' }, [`: ${line.label}`]));
      row.append(element('dd', { class: 'line__change' }, [button]));
    }
    return row;
  }

  /**
   * @param {Option} option
   * @param {string} classes
   */
  button(option, classes = buttonClass(option.style)) {
    return element('button', { class: classes, type: 'submit', name: 'choice', value: option.id }, [option.label]);
  }

  /**
   * @param {number} seq
   * @param {Option[]} options
   */
  boxes(seq, options) {
    const boxes = options.map((option, index) => {
      const id = `m${seq}-${index + 1}`;
      return element('div', { class: 'check' }, [
        element('input', {
          class: 'utrecht-checkbox utrecht-checkbox--html-input', type: 'checkbox', name: 'choices', value: option.id, id,
        }),
        element('label', { for: id, class: 'utrecht-form-label' }, [option.label])]);
    });
    return element('fieldset', { class: 'options options--many' }, [
      element('legend', { class: 'unseen' }, [this.word('chooseSeveral')]), ...boxes,
      element('button', { class: buttonClass('primary'), type: 'submit' }, [this.word('chooseThese')])]);
  }

  /** @param {string} name */
  word(name) {
    return this.words[name] ?? '';
  }
}
