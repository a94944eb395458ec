// SPDX-License-Identifier: EUPL-1.2
// What the bots of the bench share: Node's own HTTP server, and the little of Express that their adapters ask of it.
// Express itself would only make them slower.
import { createServer } from 'node:http';

/**
 * Answers 200 to GET, for the question whether the bot is there, and gives every POST to the bot.
 * @param handle is called with the request, its `body` parsed, and the response
 */
export function listen(handle) {
  const server = createServer(async (request, response) => {
    if (request.method !== 'POST') return response.end();
    response.status = (code) => Object.assign(response, { statusCode: code });
    response.send = (body) => response.end(typeof body === 'string' ? body : JSON.stringify(body));
    response.header = (name, value) => response.setHeader(name, value);
    try {
      const pieces = [];
      for await (const piece of request) pieces.push(piece);
      request.body = JSON.parse(Buffer.concat(pieces).toString());
      await handle(request, response);
    } catch (error) {
      console.error(error);
      response.status(500).end();
    }
  });
  server.keepAliveTimeout = 60_000; // the client never closes a connection that it may use again
  server.listen(Number(process.env.BENCH_PORT), '127.0.0.1');
}
