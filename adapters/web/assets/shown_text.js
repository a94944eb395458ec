// SPDX-License-Identifier: EUPL-1.2
// Text that somebody typed, made safe for somebody else's eyes: the rules of show_text.hpp, for texts that only the
// browser ever sees in the clear. tests/browser/postbox_modules.test.mjs holds the rules.

const turning = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u206F]/u;
const unseen = /[\u0080-\u0084\u0086-\u009F\u00AD\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180E\u200B\u2060-\u2065\u3164\uFEFF]/u;
const meaningless = /[\uE000-\uF8FF\uFE00-\uFE0D\u{E0000}-\u{E0FFF}\u{F0000}-\u{FFFFF}\u{100000}-\u{10FFFF}]/u;
const joining = /[\u0600-\u0DFF]/u;
const emoji = /[\u203C-\u2BFF\uFE0E\uFE0F\u{1F000}-\u{1FAFF}\u3030-\u303D]/u;
const keycap = /[0-9#*]/;
const selector = /[\uFE0E\uFE0F]/u;
const mostMarks = 8;

/** @param {string} letter */
const mark = (letter) => `[U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;

/**
 * @param {string} letter a joiner
 * @param {string} before
 * @param {string} after
 */
function joins(letter, before, after) {
  if (joining.test(before) && joining.test(after)) return true;
  return letter === '\u200D' && emoji.test(before) && emoji.test(after) && !selector.test(after);
}

/**
 * @param {string} letter
 * @param {string} before the last one shown
 * @param {string} after
 */
function shownLetter(letter, before, after) {
  if (letter === '\n' || letter === '\t') return letter;
  if (letter < ' ') return String.fromCharCode(0x2400 + letter.charCodeAt(0));
  if (letter === '\u007F') return '\u2421';
  if (letter === '\u200C' || letter === '\u200D') return joins(letter, before, after) ? letter : mark(letter);
  if (selector.test(letter)) return (keycap.test(before) || emoji.test(before)) && !selector.test(before) ? letter : '';
  if (meaningless.test(letter)) return '';
  return turning.test(letter) || unseen.test(letter) ? mark(letter) : letter;
}

/** @param {string} text */
export function shownText(text) {
  const letters = [...text.replace(/\p{Cs}/gu, '\uFFFD').replace(/\r\n|[\r\u0085\u2028\u2029]/g, '\n')];
  let shown = '';
  let before = '';
  let marks = 0;
  letters.forEach((letter, at) => {
    if (letter !== '\u034F' && /\p{M}/u.test(letter) && !selector.test(letter) && !unseen.test(letter)) {
      if (++marks <= mostMarks) shown += letter;
      else if (marks === mostMarks + 1) shown += '[…]';
      return;
    }
    const next = shownLetter(letter, before, letters[at + 1] ?? '');
    if (next === '') return;
    shown += next;
    before = next;
    marks = 0;
  });
  return shown;
}
