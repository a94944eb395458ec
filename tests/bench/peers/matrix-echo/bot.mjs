// SPDX-License-Identifier: EUPL-1.2
// An application service with nothing around it: Node's own HTTP, a table of what was seen, and an echo. An event is
// committed and synced before its transaction is answered, and counts once. What it says back is sent once, and kept
// nowhere. Settings: BENCH_PORT, BENCH_HOMESERVER, BENCH_AS_TOKEN, BENCH_HS_TOKEN, BENCH_DATABASE.
import { timingSafeEqual } from 'node:crypto';
import { Agent, createServer, request as call } from 'node:http';
import { DatabaseSync } from '@photostructure/sqlite';

const { BENCH_PORT, BENCH_HOMESERVER, BENCH_AS_TOKEN, BENCH_HS_TOKEN, BENCH_DATABASE } = process.env;
const expected = Buffer.from(`Bearer ${BENCH_HS_TOKEN}`);
const transactions = '/_matrix/app/v1/transactions/';

const database = new DatabaseSync(BENCH_DATABASE);
database.exec(`
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  CREATE TABLE IF NOT EXISTS event (id TEXT PRIMARY KEY, room TEXT, sender TEXT, body TEXT) WITHOUT ROWID`);
const insert = database.prepare('INSERT OR IGNORE INTO event (id, room, sender, body) VALUES (?, ?, ?, ?)');

/** Commits what is new, and returns it. */
function keep(events) {
  database.exec('BEGIN');
  try {
    const fresh = events.filter((event) =>
      event.type === 'm.room.message' &&
      insert.run(event.event_id, event.room_id, event.sender, event.content.body).changes > 0);
    database.exec('COMMIT');
    return fresh;
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });
let sent = 0;

function echo(event) {
  const body = JSON.stringify({ msgtype: 'm.notice', body: `echo: ${event.content.body}` });
  const path = `/_matrix/client/v3/rooms/${encodeURIComponent(event.room_id)}/send/m.room.message/${process.pid}-${++sent}`;
  const headers = {
    'Authorization': `Bearer ${BENCH_AS_TOKEN}`,
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
  };
  const asked = call(BENCH_HOMESERVER + path, { method: 'PUT', headers, agent }, (answer) => {
    answer.resume();
    if (answer.statusCode !== 200) console.error(`the homeserver answers ${answer.statusCode}`);
  });
  asked.on('error', console.error);
  asked.end(body);
}

function isHomeserver(request) {
  const shown = Buffer.from(request.headers.authorization ?? '');
  return shown.length === expected.length && timingSafeEqual(shown, expected);
}

function answer(response, status, body) {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

const server = createServer((request, response) => {
  if (request.method === 'GET') return answer(response, 200, {}); // whether the bot is there
  if (!isHomeserver(request)) return answer(response, 403, { errcode: 'M_FORBIDDEN' });
  if (request.method !== 'PUT' || !request.url.startsWith(transactions)) {
    return answer(response, 404, { errcode: 'M_UNRECOGNIZED' });
  }
  const pieces = [];
  request.on('data', (piece) => pieces.push(piece));
  request.on('end', () => {
    try {
      const fresh = keep(JSON.parse(Buffer.concat(pieces).toString()).events);
      answer(response, 200, {});
      fresh.forEach(echo);
    } catch (error) {
      console.error(error);
      answer(response, 500, { errcode: 'M_UNKNOWN' });
    }
  });
});
server.keepAliveTimeout = 60_000; // the client never closes a connection that it may use again
server.listen(Number(BENCH_PORT), '127.0.0.1');
