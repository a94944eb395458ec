// SPDX-License-Identifier: EUPL-1.2
// Requests to our own server. What was sealed is kept until the server says what became of it: trying again sends the
// same bytes, so that it can never count twice.
import { workForOneRequest } from './work.js';

/** The server does not take this, and will not when it is asked again. */
export class Refused extends Error {
  /** @param {number} status */
  constructor(status) {
    super(`refused with ${status}`);
    this.status = status;
  }
}

/** The server was reached, and asks to come back later. */
export class Busy extends Error {}

const longestPause = 30_000;

/** @param {number} milliseconds */
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * @param {string} path
 * @param {unknown} [body] left out: GET
 * @returns {Promise<any>} rejects with Refused or Busy, or with another error when the server was not reached
 */
export async function ask(path, body) {
  /** @type {RequestInit} */
  const options = body === undefined ? {} : {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
  };
  if (body !== undefined && path.startsWith('/postvak/api/')) {
    options.headers = { ...options.headers, 'Postbox-Work': await workForOneRequest() };
  }
  const response = await fetch(path, { cache: 'no-store', ...options });
  if (response.ok) return response.json();
  const unworked = response.status === 428;
  if (unworked || response.status === 429 || response.status >= 500) throw new Busy(`busy: ${response.status}`);
  throw new Refused(response.status);
}

/**
 * Asks until there is an answer.
 * @param {string} path
 * @param {unknown} body
 * @param {() => void} waiting called when it did not work the first time
 */
export async function insist(path, body, waiting) {
  for (let attempt = 0; ; ++attempt) {
    try {
      return await ask(path, body);
    } catch (error) {
      if (error instanceof Refused) throw error;
      waiting();
      await pause(Math.min(1000 * 2 ** attempt, longestPause));
    }
  }
}
