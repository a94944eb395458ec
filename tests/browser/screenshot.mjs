// SPDX-License-Identifier: EUPL-1.2
// Makes docs/screenshot-chat.png: MELDMAAT_PROGRAM=build/release/meldmaat node tests/browser/screenshot.mjs
import { fileURLToPath } from 'node:url';
import { begin, employee, follow, openConversation } from './follow.mjs';
import { Program, startBrowser } from './rig.mjs';

const program = await Program.start();
const browser = await startBrowser();
const page = await openConversation(browser, program, 'medewerker');
await begin(page);
await follow(page, employee, (message) => /wie deed dit/i.test(message.text));
await page.screenshot({ path: fileURLToPath(new URL('../../docs/screenshot-chat.png', import.meta.url)) });
await browser.close();
await program.end();
