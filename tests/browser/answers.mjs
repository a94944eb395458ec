// SPDX-License-Identifier: EUPL-1.2
// What people answer, as rules for whoever follows a conversation: on a page here, in Teams in tests/playground, on
// Matrix in tests/synapse. Each is {ask: RegExp, press?: RegExp, check?: RegExp[], say?: string}; the first whose `ask`
// fits counts.

/** To a question without a rule. */
export const otherwise = { press: /overslaan|weet ik niet|^nee/i };

/** How an employee answers, in the u-form or the je-form. Everybody in it is made up. */
export const employee = [
  { ask: /gevaar/i, press: /^Nee/ },
  { ask: /gewond/i, press: /^Nee/ },
  { ask: /voor wie do/i, press: /mijzelf/i },
  { ask: /eigen woorden/i, say: 'Aan de balie schold een man mij uit. Hij riep: “Ik wacht je buiten op!” Daarna liep hij weg.' },
  { ask: /wat gebeurde er\?/i, check: [/Schelden/, /Bedreigen/] },
  { ask: /wanneer was het/i, say: 'gisteravond rond half negen' },
  { ask: /klopt dat\?/i, press: /^Ja/ },
  { ask: /wie deed dit/i, say: 'Een man van ongeveer 40, met een grijze jas' },
  { ask: /iets bij gebruikt/i, check: [/voorwerp/, /Iets anders/] },
  { ask: /klopt alles/i, press: /^Versturen/ },
];

/** The same in the fewest questions. */
export const inShort = [{ ask: /ken(t u| je)|welke plek/i, press: /versturen, de rest later/i }, ...employee];

/** How a manager records what was done about it. */
export const manager = [
  { ask: /wat is er gedaan/i, press: /Mondelinge waarschuwing/ },
  { ask: /wanneer was dat/i, press: /Zojuist/ },
  { ask: /hoe is het gedaan/i, press: /In een gesprek/ },
  { ask: /klopt dit/i, press: /^Ja/ },
];
