// SPDX-License-Identifier: EUPL-1.2
// Times as the server writes them (time_element in page_parts.cpp): the municipality's wall clock, not the browser's.

/**
 * @param {string} iso
 * @param {string} zone
 * @returns {HTMLTimeElement}
 */
export function timeElement(iso, zone) {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone, day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
  });
  const parts = Object.fromEntries(format.formatToParts(new Date(iso)).map(({ type, value }) => [type, value]));
  const element = document.createElement('time');
  element.dateTime = iso;
  element.textContent = `${parts.day}-${parts.month}-${parts.year}, ${parts.hour}:${parts.minute}`;
  return element;
}
