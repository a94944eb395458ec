// SPDX-License-Identifier: EUPL-1.2
// What the modules of a page do with the markup that the server drew: find its parts, copy its templates, fill its words.

/**
 * @template {HTMLElement} Kind
 * @param {string} id
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
export function part(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`);
  return found;
}

/**
 * @template {HTMLElement} Kind
 * @param {ParentNode} parent
 * @param {string} selector
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
export function within(parent, selector, kind) {
  const found = parent.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`there is no ${selector}`);
  return found;
}

/**
 * A copy of the one element that a template holds.
 * @param {string} id
 */
export function copyOf(id) {
  const copy = part(id, HTMLTemplateElement).content.firstElementChild?.cloneNode(true);
  if (!(copy instanceof HTMLElement)) throw new Error(`the template ${id} is empty`);
  return copy;
}

/**
 * Fills "{name}" in a text of the catalogue.
 * @param {string | undefined} text
 * @param {Record<string, string | number>} values
 */
export function filled(text, values) {
  return (text ?? '').replace(/\{([a-z_]+)\}/g, (all, name) => String(values[name] ?? all));
}

/**
 * "2026-W48" in words; what is not shaped so stays as it is.
 * @param {string | undefined} text of the catalogue
 * @param {string} week
 */
export function weekWords(text, week) {
  const found = /^(\d{4})-W(\d{1,2})$/.exec(week);
  return found ? filled(text, { year: found[1] ?? '', week: found[2] ?? '' }) : week;
}

/**
 * What stands in a field of this name; the value of the one that is chosen, for radio buttons.
 * @param {HTMLFormElement} form
 * @param {string} name
 */
export function valueOf(form, name) {
  const value = new FormData(form).get(name);
  return typeof value === 'string' ? value : '';
}

/**
 * Does what a form asks for instead of the browser, once at a time: pressing twice is pressing once.
 * @param {HTMLFormElement} form
 * @param {(submitter: HTMLElement | null) => Promise<void>} act
 */
export function onSubmit(form, act) {
  let busy = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    form.setAttribute('aria-busy', 'true');
    try {
      await act(event.submitter);
    } finally {
      busy = false;
      form.removeAttribute('aria-busy');
    }
  });
}

/**
 * @param {HTMLElement} section
 * @param {boolean} [visible]
 */
export function show(section, visible = true) {
  section.hidden = !visible;
}

/**
 * Puts the reader at the head of what just appeared.
 * @param {HTMLElement} section
 */
export function goTo(section) {
  show(section);
  section.querySelector('h2')?.focus({ preventScroll: true });
  section.scrollIntoView({ block: 'start' });
}

/** Brings back nothing from the browser's memory of pages: whoever presses "back" finds an empty form. */
export function forgetOnLeaving() {
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) window.location.reload();
  });
}
