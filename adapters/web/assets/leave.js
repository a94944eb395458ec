// SPDX-License-Identifier: EUPL-1.2
// "Snel weg": empties the page at once and takes the place of this step in the browser's history, so that the back
// button does not lead here again. Without script it is an ordinary link.

let left = false;

/** Whether the person is on the way out: nothing may hold the page back any more. */
export const leaving = () => left;

const link = document.getElementById('quick-exit');
if (link instanceof HTMLAnchorElement) {
  link.addEventListener('click', (event) => {
    event.preventDefault();
    left = true;
    document.title = '';
    document.body.replaceChildren();
    (window.top ?? window).location.replace(link.href);
  });
}
