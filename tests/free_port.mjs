// SPDX-License-Identifier: EUPL-1.2
// Ports for programs under test. Not from the range out of which the kernel takes the ports of outgoing connections: one of
// those could have taken it again before the program listens.
import { once } from 'node:events';
import { createServer } from 'node:net';

const first = 20000;
const count = 12000;
let next = Math.floor(Math.random() * count);

/** @returns {Promise<number>} a port nobody listens on; each call another one */
export async function freePort() {
  for (let tries = 0; tries < count; tries += 1) {
    const port = first + (next++ % count);
    const listener = createServer().listen(port, '127.0.0.1');
    try {
      await once(listener, 'listening');
    } catch {
      continue; // somebody listens there
    }
    listener.close();
    await once(listener, 'close');
    return port;
  }
  throw new Error('no port is free');
}
