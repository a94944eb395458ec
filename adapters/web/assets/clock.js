// SPDX-License-Identifier: EUPL-1.2
// The demo's clock without leaving the page: moves it, and shows where it stands and when the next reminder is due.
import './leave.js';
import { timeElement } from './local_time.js';

const section = document.getElementById('clock');
const form = document.getElementById('clock-form');
const toNext = document.getElementById('to-next');
const fired = document.getElementById('fired');

/** @param {string | undefined} text */
const report = (text) => {
  if (fired) fired.textContent = text ?? '';
};

async function refresh() {
  const response = await fetch('/demo/clock');
  if (!response.ok || !section) return;
  /** @type {{now: string, next: string | null}} */
  const { now, next } = await response.json();
  const zone = section.dataset.zone ?? 'UTC';
  document.getElementById('now')?.replaceChildren(timeElement(now, zone));
  document.getElementById('next')?.replaceChildren(next === null ? section.dataset.none ?? '' : timeElement(next, zone));
  if (!(toNext instanceof HTMLButtonElement)) return;
  toNext.hidden = next === null;
  if (next !== null) toNext.value = `${Math.max(1, Math.ceil((Date.parse(next) - Date.parse(now)) / 60_000))}m`;
}

/** @param {string} forward */
async function move(forward) {
  try {
    const response = await fetch('/demo/clock', {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ forward }),
    });
    if (!response.ok) throw new Error(String(response.status));
    const answer = await response.json();
    report(section?.dataset.fired?.replace('{number}', String(answer.fired)));
    await refresh();
  } catch {
    report(section?.dataset.failed);
  }
}

form?.addEventListener('submit', (event) => {
  event.preventDefault();
  if (event.submitter instanceof HTMLButtonElement) void move(event.submitter.value);
});

// What people do in the frames and other tabs changes when the next reminder is due.
setInterval(() => {
  if (!document.hidden) refresh().catch(() => undefined);
}, 5000);
