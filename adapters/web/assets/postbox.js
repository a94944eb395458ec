// SPDX-License-Identifier: EUPL-1.2
// The public pages of the postbox. Takes the forms over, so that texts are sealed and codes are used in the browser only.
// Where the browser has no WebCrypto (an old one, or plain http), nothing happens here and the forms work as they are.
// Nothing is put into the browser's storage, and nothing into the address.
import './leave.js';
import { setUpReading } from './postbox_read.js';
import { setUpReport } from './postbox_report.js';
import { forgetOnLeaving } from './parts.js';

if (globalThis.crypto?.subtle) {
  forgetOnLeaving();
  if (document.getElementById('report')) setUpReport();
  if (document.getElementById('open')) setUpReading();
}
