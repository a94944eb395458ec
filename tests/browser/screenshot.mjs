// SPDX-License-Identifier: EUPL-1.2
// Makes docs/screenshot-chat.png: MELDMAAT_PROGRAM=build/release/meldmaat node tests/browser/screenshot.mjs [file] [width]
import { fileURLToPath } from 'node:url';
import { employee } from './answers.mjs';
import { begin, follow, openConversation } from './follow.mjs';
import { Program, startBrowser } from './rig.mjs';

const [file = fileURLToPath(new URL('../../docs/screenshot-chat.png', import.meta.url)), width = '1000'] =
  process.argv.slice(2);
const viewport = { width: Number(width), height: 860 };
const program = await Program.start();
const browser = await startBrowser();
try {
  const page = await openConversation(browser, program, 'medewerker', { viewport });
  await begin(page);
  await follow(page, employee, (message) => /klopt dat/i.test(message.text));
  await page.evaluate(() => document.activeElement?.blur());
  await page.screenshot({ path: file });
} finally {
  await browser.close();
  await program.end();
}
