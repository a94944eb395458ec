// SPDX-License-Identifier: EUPL-1.2
// node --require loopback.cjs: Microsoft's names lead to the bench, as an entry in /etc/hosts would do, and no other
// name leads anywhere. The bots speak TLS as always and check the certificate (NODE_EXTRA_CA_CERTS). They come here
// once, for keys and for a token: it costs nothing that is measured.
const dns = require('node:dns');
const tls = require('node:tls');

const port = Number(process.env.BENCH_TLS_PORT);
const names = ['login.botframework.com', 'login.microsoftonline.com'];

const connect = tls.connect;
tls.connect = (options, ...more) => {
  if (!names.includes(options.host)) throw new Error(`the bench has no ${options.host}`);
  return connect({ ...options, servername: options.host, host: '127.0.0.1', port }, ...more);
};

const lookup = dns.lookup;
dns.lookup = (name, ...more) => {
  if (name !== '127.0.0.1') throw new Error(`the bench has no ${name}`);
  return lookup(name, ...more);
};
