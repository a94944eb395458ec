// SPDX-License-Identifier: EUPL-1.2
// Holds the running program to docs/openapi.yaml: every request goes through check(), which fails on a status, media type,
// header or field that is not described there. At the end every described answer must have been given, but for those that
// cannot be brought about from outside.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { request as send } from 'node:http';
import { after, before, test } from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { onePixel } from './follow.mjs';
import { Program } from './rig.mjs';

const api = parse(await readFile(new URL('../../docs/openapi.yaml', import.meta.url), 'utf8'));

/** The store has no room: tests/adapters/store_thread_test.cpp and http_server_test.cpp see to it. */
const notFromOutside = new Set(['503']);

const at = (pointer) => pointer.slice(2).split('/')
  .reduce((place, key) => place[decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~')], api);
const resolved = (part) => (part?.$ref ? at(part.$ref) : part);

// A field that is not described fails: every object of the description is closed.
for (const schema of Object.values(api.components.schemas)) {
  if (schema.type === 'object') schema.additionalProperties = false;
}
const ajv = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true });
addFormats(ajv);
ajv.addSchema({ $id: 'api', components: api.components }, 'api');
ajv.addVocabulary(['components']);
const compiled = new Map();

/** @returns {string} what is wrong, or nothing */
function faults(schema, value) {
  const text = JSON.stringify(schema).replaceAll('"#/components/', '"api#/components/');
  if (!compiled.has(text)) compiled.set(text, ajv.compile(JSON.parse(text)));
  const validate = compiled.get(text);
  return validate(value) ? '' : ajv.errorsText(validate.errors);
}

let demo;
let service;
const answered = new Set();
before(async () => {
  [demo, service] = await Promise.all([Program.start(), Program.serve()]);
});
after(async () => {
  await demo?.end();
  await service?.end();
});

/** One HTTP exchange. @returns {Promise<{status: number, headers: Record<string, string>, body: Buffer}>} */
async function exchange(program, method, path, headers, body, enough) {
  const request = send(program.url + path, { method, agent: false, headers });
  request.end(body);
  const [response] = await once(request, 'response');
  const chunks = [];
  for await (const chunk of response) {
    chunks.push(chunk);
    if (enough?.(Buffer.concat(chunks))) break;
  }
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) };
}

/** The description of an answer, and whether it is that of a whole range of statuses. */
function described(operation, status) {
  const { responses } = operation;
  const found = responses[status] ?? responses[`${String(status)[0]}XX`];
  return { answer: resolved(found), exact: status in responses };
}

function mediaTypeOf(content, type) {
  const bare = type.split(';')[0];
  return content[bare] ?? content[`${bare.split('/')[0]}/*`] ?? content['*/*'];
}

function checkBody(schema, type, body, what) {
  if (/json/.test(type)) assert.equal(faults(schema, JSON.parse(body)), '', `${what}: body ${body}`);
  else if (type.startsWith('text/html')) assert.match(body.toString(), /^<!doctype html>/, `${what}: a page`);
  else if (type.startsWith('text/event-stream')) checkEvents(body.toString(), what);
  else if (type.startsWith('text/')) assert.equal(faults(schema, body.toString()), '', `${what}: body ${body}`);
}

/** @param {string} text events as they came, the last one perhaps cut off */
function checkEvents(text, what) {
  const events = text.split('\n\n').slice(1, -1);
  assert.ok(events.length > 0, `${what}: no events`);
  for (const event of events) {
    const found = /^id: (\d+)\nevent: message\ndata: (.*)$/.exec(event);
    assert.ok(found, `${what}: ${event}`);
    const message = JSON.parse(found[2]);
    assert.equal(faults({ $ref: '#/components/schemas/Message' }, message), '', what);
    assert.equal(String(message.seq), found[1], what);
  }
}

/**
 * Asks, and holds the answer to the description.
 * @param {string} template the path as described, "{person}" and the like filled in from `ask.in`
 * @param {number} expected status
 */
async function check(program, method, template, expected, ask = {}) {
  const what = `${method} ${template} ${expected}`;
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(ask.in?.[name] ?? 'medewerker')) + (ask.query ?? '');
  const headers = { ...(method === 'POST' ? { Origin: program.url } : {}), ...ask.headers };
  const body = ask.json === undefined ? ask.body : Buffer.from(JSON.stringify(ask.json));
  if (ask.json !== undefined) headers['Content-Type'] = 'application/json';
  if (ask.form !== undefined) headers['Content-Type'] = 'application/x-www-form-urlencoded';
  if (ask.html) headers.Accept = 'text/html';
  const got = await exchange(program, method, path, headers, ask.form ?? body, ask.enough);
  assert.equal(got.status, expected, `${what}: ${got.status} ${got.body.subarray(0, 300)}`);

  const operation = api.paths[template]?.[method.toLowerCase()];
  assert.ok(operation, `${what}: not described`);
  if (ask.json !== undefined && expected === 200) {
    assert.equal(faults(operation.requestBody.content['application/json'].schema, ask.json), '', `${what}: request`);
  }
  const { answer, exact } = described(operation, expected);
  assert.ok(answer, `${what}: this status is not described`);
  if (exact) answered.add(`${method} ${template} ${expected}`);
  for (const [name, header] of Object.entries(answer.headers ?? {})) {
    const value = got.headers[name.toLowerCase()];
    assert.ok(value !== undefined, `${what}: header ${name}`);
    const typed = header.schema.type === 'integer' ? Number(value) : [value].flat()[0];
    assert.equal(faults(header.schema, typed), '', `${what}: header ${name}: ${value}`);
  }
  if (!answer.content) {
    assert.equal(got.body.length, 0, `${what}: no body is described`);
    return got;
  }
  const type = got.headers['content-type'] ?? '';
  const media = mediaTypeOf(answer.content, type);
  assert.ok(media, `${what}: media type ${type} is not described`);
  checkBody(media.schema, type, got.body, what);
  if (ask.html && expected >= 400 && /problem/.test(Object.keys(answer.content).join())) assert.match(type, /^text\/html/, what);
  return { ...got, value: /json/.test(type) ? JSON.parse(got.body) : undefined };
}

let keys = 0;
const key = () => ({ 'Idempotency-Key': `key-${++keys}` });
const messagesPath = '/p/{person}/messages';
const filesPath = '/p/{person}/attachments';
const papersPath = '/p/{person}/papers/{case}/{paper}';
const ownPath = '/p/{person}/papers/own/{overview}';
const reportsPath = '/p/{person}/reports/{report}';

test('pages, assets and what is not there', async () => {
  const start = await check(demo, 'GET', '/', 200);
  await check(service, 'GET', '/', 200);
  const [, file] = /\/assets\/(app-[0-9a-f]+\.css)/.exec(start.body);
  for (const name of [file, file.replace('app', 'chat').replace('.css', '.js'), file.replace('app', 'icon').replace('.css', '.svg')]) {
    await check(demo, 'GET', '/assets/{file}', 200, { in: { file: name } });
  }
  await check(demo, 'GET', '/assets/{file}', 404, { in: { file: 'app-0000000000000000.css' } });
  await check(demo, 'GET', '/p/{person}/', 200);
  await check(demo, 'GET', '/p/{person}/', 404, { in: { person: 'niemand' } });
  await check(demo, 'GET', '/p/{person}/', 404, { in: { person: 'niemand' }, html: true });
  await check(service, 'GET', '/p/{person}/', 401);
  await check(service, 'GET', '/p/{person}/', 401, { in: { person: 'niemand' }, html: true });
  await check(demo, 'GET', '/demo/together', 200);
  await check(service, 'GET', '/demo/together', 404);
});

test('a conversation: read, say, press, choose several, follow', async () => {
  const read = async (query = '') => (await check(demo, 'GET', messagesPath, 200, { query })).value.messages;
  const question = async () => (await read()).findLast((message) => message.open && message.options.length > 0);
  const press = async (label) => {
    const open = await question();
    const { id } = open.options.find((option) => option.label.startsWith(label));
    return check(demo, 'POST', messagesPath, 200, { json: { choice: id, question: open.seq }, headers: key() });
  };
  await read();
  await press('Nee');
  await press('Nee');
  await press('Voor mijzelf');
  const said = key();
  const story = { json: { text: 'Een man gooide met een stoel en een beker.' }, headers: said };
  const first = await check(demo, 'POST', messagesPath, 200, story);
  const again = await check(demo, 'POST', messagesPath, 200, story);
  assert.deepEqual(again.value, first.value, 'the same key, the same answer');
  assert.equal((await read()).filter(({ text }) => text.includes('met een stoel')).length, 1);
  const last = (await read()).at(-1).seq;
  assert.deepEqual(await read(`?after=${last}&wait=0`), []);
  const waiting = check(demo, 'GET', messagesPath, 200, { query: `?after=${last}&wait=20` });
  await check(demo, 'POST', messagesPath, 303, { form: `key=form-1&text=help`, html: true });
  assert.ok((await waiting).value.messages.length > 0, 'the long poll wakes');
  for (let steps = 0; !(await question()).many; ++steps) {
    assert.ok(steps < 30, 'no question takes several answers');
    await check(demo, 'POST', messagesPath, 200, { json: { text: 'weet ik niet' }, headers: key() });
  }
  const many = await question();
  const ids = many.options.filter(({ id }) => !id.startsWith('menu/') && !id.includes('/.')).slice(0, 2).map(({ id }) => id);
  await check(demo, 'POST', messagesPath, 200, { json: { choices: ids, question: many.seq }, headers: key() });
  const enough = (bytes) => bytes.toString().split('\n\n').length > 4;
  await check(demo, 'GET', '/p/{person}/events', 200, { query: '?after=0', enough });
  await check(demo, 'GET', '/p/{person}/events', 404, { in: { person: 'niemand' } });
  await check(demo, 'GET', messagesPath, 404, { in: { person: 'niemand' } });
});

test('a message that is wrong', async () => {
  const wrong = (status, ask) => check(demo, 'POST', messagesPath, status, { headers: key(), ...ask });
  for (const json of [{}, { text: '  ' }, { text: 'a', choice: 'b' }, { choice: '' }, { choices: [] }, { choices: [1] }, { text: 1 },
    { text: 'a', question: 'x' }, []]) await wrong(400, { json });
  await wrong(400, { body: '{"text": ', headers: { ...key(), 'Content-Type': 'application/json' } });
  await wrong(400, { json: { text: 'zonder sleutel' }, headers: {} });
  await wrong(400, { json: { text: 'slechte sleutel' }, headers: { 'Idempotency-Key': 'a b' } });
  await wrong(400, { form: 'key=form-2&question=1', html: true });
  await wrong(403, { json: { text: 'van elders' }, headers: { ...key(), Origin: 'http://evil.example' } });
  await wrong(403, { json: { text: 'van elders' }, headers: { ...key(), 'Sec-Fetch-Site': 'cross-site' } });
  await wrong(404, { json: { text: 'aan niemand' }, in: { person: 'niemand' } });
  await wrong(413, { json: { text: 'a'.repeat(20_001) } });
  await wrong(413, { form: `key=form-3&text=${'a'.repeat(20_001)}`, html: true });
  await wrong(413, { json: { text: 'a'.repeat(300_000) } });
  await wrong(415, { body: '<text/>', headers: { ...key(), 'Content-Type': 'application/xml' } });
});

test('a file: added both ways, read back, refused', async () => {
  const added = { 'X-File-Name': 'foto%20balie.png', 'Content-Type': 'image/png' };
  await check(demo, 'POST', filesPath, 200, { body: onePixel, headers: { ...added, ...key() } });
  const form = Buffer.concat([
    Buffer.from('--x\r\nContent-Disposition: form-data; name="key"\r\n\r\nform-4\r\n--x\r\n' +
      'Content-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n'),
    onePixel, Buffer.from('\r\n--x--\r\n')]);
  const multipart = { 'Content-Type': 'multipart/form-data; boundary=x' };
  await check(demo, 'POST', filesPath, 303, { body: form, html: true, headers: multipart });
  const { value } = await check(demo, 'GET', messagesPath, 200);
  const { attachment } = value.messages.find((message) => message.attachment);
  const file = await check(demo, 'GET', '/p/{person}/attachments/{id}', 200, { in: { id: attachment.id } });
  assert.deepEqual(file.body, onePixel);
  const original = await check(demo, 'GET', '/p/{person}/attachments/{id}/original', 200, { in: { id: attachment.id } });
  assert.deepEqual(original.body, onePixel);
  await check(demo, 'GET', '/p/{person}/attachments/{id}/original', 404, { in: { id: 'onbekend' } });
  await check(demo, 'GET', '/p/{person}/attachments/{id}', 404, { in: { id: 'onbekend' } });
  await check(demo, 'GET', '/p/{person}/attachments/{id}', 404, { in: { id: attachment.id, person: 'opvang' } });
  const wrong = (status, ask) => check(demo, 'POST', filesPath, status, { body: onePixel, headers: { ...added, ...key() }, ...ask });
  await wrong(400, { headers: { ...key(), 'Content-Type': 'image/png' } });
  await wrong(400, { headers: added });
  await wrong(403, { headers: { ...added, ...key(), Origin: 'http://evil.example' } });
  await wrong(404, { in: { person: 'niemand' } });
  await wrong(413, { body: '', headers: { ...added, ...key(), 'Content-Length': '99999999' } });
  await wrong(415, { body: Buffer.from('MZ is no photo') });
  await wrong(415, { body: onePixel.subarray(0, 50) });
  await wrong(415, { body: Buffer.from('MZ is no photo'), html: true });
});

test('the papers for the police', async () => {
  const person = 'collega';
  await check(demo, 'GET', messagesPath, 200, { in: { person } });
  for (const text of ['melden', 'nee', 'nee', 'mijzelf', 'Gisteren om 14.00 uur ben ik aan de balie bedreigd', 'ja', 'een man',
    'nu versturen', 'versturen']) {
    await check(demo, 'POST', messagesPath, 200, { json: { text }, headers: key(), in: { person } });
  }
  const { value } = await check(demo, 'GET', messagesPath, 200, { in: { person } });
  const number = value.messages.findLast((message) => message.kind === 'receipt').case;
  const get = (status, paper, reader = person, of = number) =>
    check(demo, 'GET', papersPath, status, { in: { person: reader, case: of, paper } });
  for (const paper of ['police.pdf', 'police-en.pdf']) {
    assert.match((await get(200, paper)).body.subarray(0, 8).toString('latin1'), /^%PDF-1\./);
  }
  const pack = (await get(200, 'police.json', 'leidinggevende')).value;
  assert.equal(pack.case, number);
  assert.deepEqual(pack.answers.map(({ topic }) => topic), ['who', 'what', 'where', 'with', 'how', 'when', 'why']);
  await get(404, 'police.pdf', 'opvang');
  await get(404, 'police.pdf', person, '2026-9999');
  await get(404, 'police.doc');
});

test('what is known of oneself', async () => {
  const get = (status, overview) => check(demo, 'GET', ownPath, status, { in: { person: 'collega', overview } });
  for (const overview of ['overview.pdf', 'overview-en.pdf']) {
    assert.match((await get(200, overview)).body.subarray(0, 8).toString('latin1'), /^%PDF-1\./);
  }
  assert.equal((await get(200, 'overview.json')).value.cases.length, 1);
  await get(404, 'police.pdf');
});

test('reports in numbers', async () => {
  const year = new Date().getUTCFullYear() - 1;
  const get = (status, report, person = 'coordinator') => check(demo, 'GET', reportsPath, status, { in: { person, report } });
  for (const report of [`${year}.pdf`, `${year}-raad-en.pdf`, `${year}-k4.pdf`]) {
    assert.match((await get(200, report)).body.subarray(0, 8).toString('latin1'), /^%PDF-1\./);
  }
  const [headings, ...rows] = (await get(200, `${year + 1}.csv`)).body.toString().split('\r\n');
  assert.match(headings, /^\ufeffNummer;Maand van de melding;Over;/);
  assert.match(rows.at(-2), /^Niet in dit bestand: /);
  await get(404, `${year}.pdf`, 'medewerker');
  await get(404, `${year}.csv`, 'directeur');
  await get(404, `${year + 2}.pdf`);
});

test('signing in and out', async () => {
  const link = new URL(await service.invite('medewerker'));
  const token = link.pathname.split('/').at(-1);
  await check(service, 'GET', '/invite/{token}', 200, { in: { token } });
  await check(service, 'POST', '/invite/{token}', 403, { in: { token }, headers: { Origin: 'http://evil.example' } });
  const opened = await check(service, 'POST', '/invite/{token}', 303, { in: { token } });
  assert.equal(opened.headers.location, '/p/medewerker/');
  const [cookie] = opened.headers['set-cookie'][0].split(';');
  assert.match(opened.headers['set-cookie'][0], /; HttpOnly; SameSite=Lax/);
  await check(service, 'POST', '/invite/{token}', 410, { in: { token } });
  await check(service, 'POST', '/invite/{token}', 410, { in: { token }, html: true });
  const Cookie = cookie;
  await check(service, 'GET', '/p/{person}/', 200, { headers: { Cookie } });
  await check(service, 'GET', '/p/{person}/', 401, { headers: { Cookie }, in: { person: 'leidinggevende' } });
  await check(service, 'POST', '/p/{person}/leave', 403, { headers: { Cookie, Origin: 'http://evil.example' } });
  await check(service, 'POST', '/p/{person}/leave', 303, { headers: { Cookie } });
  for (const [method, path] of [['GET', '/p/{person}/'], ['GET', messagesPath], ['POST', messagesPath], ['POST', filesPath],
    ['GET', '/p/{person}/events'], ['GET', '/p/{person}/attachments/{id}'], ['GET', '/p/{person}/attachments/{id}/original'], ['GET', papersPath], ['GET', ownPath],
    ['GET', reportsPath],
    ['POST', '/p/{person}/leave']]) {
    const parts = { id: 'x', case: 'x', paper: 'police.pdf', overview: 'overview.pdf', report: '2026.pdf' };
    await check(service, method, path, 401, { headers: { Cookie, ...key() }, in: parts });
  }
});

test('the clock of the demo', async () => {
  const { value: before } = await check(demo, 'GET', '/demo/clock', 200);
  const { value: moved } = await check(demo, 'POST', '/demo/clock', 200, { json: { forward: '25h' } });
  assert.ok(Date.parse(moved.now) - Date.parse(before.now) >= 25 * 3_600_000);
  await check(demo, 'POST', '/demo/clock', 303, { form: 'forward=90m&back=%2Fdemo%2Ftogether', html: true });
  for (const forward of ['', '0h', '-1h', '25', '367d', 'morgen']) await check(demo, 'POST', '/demo/clock', 400, { json: { forward } });
  await check(demo, 'POST', '/demo/clock', 400, { form: 'forward=x', html: true });
  await check(demo, 'POST', '/demo/clock', 403, { json: { forward: '1h' }, headers: { Origin: 'http://evil.example' } });
  await check(demo, 'POST', '/demo/clock', 415, { body: '1h', headers: { 'Content-Type': 'text/plain' } });
  await check(service, 'GET', '/demo/clock', 404);
  await check(service, 'POST', '/demo/clock', 404, { json: { forward: '1h' } });
});

test('the gate refuses in its own words', async () => {
  await check(demo, 'GET', '/', 421, { headers: { Host: 'evil.example' } });
  const unknown = await exchange(demo, 'POST', '/', { Origin: demo.url });
  assert.deepEqual([unknown.status, unknown.headers.allow], [405, 'GET, HEAD'], 'a method that is not described');
  await check(demo, 'GET', '/', 431, { headers: { 'X-Long': 'a'.repeat(20_000) } });
  await check(demo, 'GET', '/', 400, { headers: { Upgrade: 'websocket' } });
});

test('every described answer was given', () => {
  const missing = [];
  for (const [template, operations] of Object.entries(api.paths)) {
    for (const method of ['get', 'post', 'put', 'patch', 'delete']) {
      for (const status of Object.keys(operations[method]?.responses ?? {})) {
        const name = `${method.toUpperCase()} ${template} ${status}`;
        if (!status.endsWith('XX') && !notFromOutside.has(status) && !answered.has(name)) missing.push(name);
      }
    }
  }
  assert.deepEqual(missing, []);
});

test('what is not described is noticed', () => {
  const message = { $ref: '#/components/schemas/Kept' };
  assert.equal(faults(message, { seq: 1 }), '');
  assert.notEqual(faults(message, { seq: 1, secret: 'x' }), '');
  assert.notEqual(faults(message, {}), '');
  assert.equal(described(api.paths['/'].get, 500).answer, undefined);
});
