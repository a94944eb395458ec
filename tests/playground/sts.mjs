// SPDX-License-Identifier: EUPL-1.2
// Plays Microsoft Entra and the Connector's OpenID provider: tokens for the playground, which speaks to the bot as the
// Connector does, and for the bot. A test can have it mint what production never would.
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const base64url = (value) => Buffer.from(value).toString('base64url');

/** The host that the playground asks; the run script maps it to this machine. */
export const login = 'login.microsoftonline.com';
const connector = 'https://api.botframework.com';

class Key {
  constructor(endorsements) {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    this.private = privateKey;
    this.kid = randomUUID();
    this.public = { ...publicKey.export({ format: 'jwk' }), use: 'sig', kid: this.kid, x5t: this.kid, ...endorsements };
  }

  /** @param {string} [algorithm] what the header claims; with 'none' nothing is signed */
  token(claims, algorithm = 'RS256') {
    const header = { typ: 'JWT', alg: algorithm, kid: this.kid, x5t: this.kid };
    const text = `${base64url(JSON.stringify(header))}.${base64url(JSON.stringify(claims))}`;
    return `${text}.${algorithm === 'none' ? '' : sign('sha256', Buffer.from(text), this.private).toString('base64url')}`;
  }
}

export class Sts {
  /** @param {{app: string, tenant: string, secret: string, serviceUrl: string}} who */
  static async start(folder, who) {
    const sts = new Sts();
    Object.assign(sts, who, {
      connectorKey: new Key({ endorsements: ['msteams'] }),
      entraKey: new Key(),
      strangerKey: new Key(),
      authority: join(folder, 'authority.pem'),
      asked: [],
    });
    sts.honest();
    const answer = (request, response) => sts.answer(request, response).catch((error) => response.destroy(error));
    const certificate = await makeCertificate(folder);
    sts.open = createServer(answer).listen(0, '127.0.0.1');
    sts.closed = createTlsServer(certificate, answer).listen(443, '127.0.0.1');
    await Promise.all([once(sts.open, 'listening'), once(sts.closed, 'listening')]);
    /** Where the bot asks: without TLS, on loopback. */
    sts.origin = `http://127.0.0.1:${sts.open.address().port}`;
    return sts;
  }

  /** Mints what production mints, from now on. */
  honest() {
    this.inbound = {};
    this.outbound = {};
  }

  /** The token under which the Connector delivers; `this.inbound` = { claims, algorithm, key } changes it. */
  connectorToken() {
    const now = Math.floor(Date.now() / 1000);
    const claims = { serviceurl: this.serviceUrl, nbf: now, exp: now + 3600, iss: connector, aud: this.app };
    const { key = this.connectorKey, algorithm } = this.inbound;
    return key.token({ ...claims, ...this.inbound.claims }, algorithm);
  }

  /** The token under which the bot speaks to the Connector; `this.outbound` = { claims } changes it. */
  botToken() {
    const now = Math.floor(Date.now() / 1000);
    return this.entraKey.token({ aud: connector, iss: `https://${login}/${this.tenant}/v2.0`, iat: now, nbf: now,
      exp: now + 3600, azp: this.app, appid: this.app, tid: this.tenant, ver: '2.0', ...this.outbound.claims });
  }

  async answer(request, response) {
    let body = '';
    for await (const part of request) body += part;
    const { pathname } = new URL(request.url, 'http://sts');
    this.asked.push({ pathname, form: new URLSearchParams(body) });
    const [status, value] = this.reply(request.method, pathname, new URLSearchParams(body));
    response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify(value));
  }

  reply(method, path, form) {
    if (method === 'POST') {
      if (path !== `/${this.tenant}/oauth2/v2.0/token`) return [400, { error: 'invalid_request' }];
      return this.grant(form);
    }
    const openid = { id_token_signing_alg_values_supported: ['RS256'] };
    switch (path) {
      case '/v1/.well-known/openidconfiguration':
        return [200, { ...openid, issuer: connector, jwks_uri: `${this.origin}/v1/.well-known/keys` }];
      case '/v1/.well-known/keys':
        return [200, { keys: [this.connectorKey.public] }];
      case '/botframework.com/v2.0/.well-known/openid-configuration':
        return [200, { ...openid, issuer: `https://${login}/botframework.com/v2.0`,
          jwks_uri: `https://${login}/botframework.com/discovery/v2.0/keys` }];
      case `/${this.tenant}/discovery/v2.0/keys`:
        return [200, { keys: [this.entraKey.public] }];
      default:
        return [404, { error: 'not_found' }];
    }
  }

  /** Client credentials (RFC 6749 §4.4); the scope tells who asks. */
  grant(form) {
    if (form.get('grant_type') !== 'client_credentials' || form.get('client_id') !== this.app ||
      form.get('client_secret') !== this.secret) return [401, { error: 'invalid_client' }];
    const grant = { token_type: 'Bearer' };
    // The playground keeps a token that lives for more than five minutes; a test wants the next one at once.
    if (form.get('scope') === `${this.app}/.default`) return [200, { ...grant, expires_in: 60, access_token: this.connectorToken() }];
    if (form.get('scope') === `${connector}/.default`) return [200, { ...grant, expires_in: 3599, access_token: this.botToken() }];
    return [400, { error: 'invalid_scope' }];
  }

  end() {
    for (const server of [this.open, this.closed]) {
      server.close();
      server.closeAllConnections();
    }
  }
}

/** A certificate for the host, signed by an authority that exists as long as the folder. */
async function makeCertificate(folder) {
  const at = (name) => join(folder, name);
  const openssl = (...options) => run('openssl', options);
  const fresh = ['req', '-newkey', 'rsa:2048', '-nodes', '-keyout'];
  await writeFile(at('names'), `subjectAltName=DNS:${login}\n`);
  await openssl(...fresh, at('authority.key'), '-x509', '-days', '2', '-subj', '/CN=playground test authority', '-out', at('authority.pem'));
  await openssl(...fresh, at('host.key'), '-subj', `/CN=${login}`, '-out', at('host.csr'));
  await openssl('x509', '-req', '-days', '2', '-in', at('host.csr'), '-CA', at('authority.pem'), '-CAkey', at('authority.key'),
    '-CAcreateserial', '-extfile', at('names'), '-out', at('host.pem'));
  return { key: await readFile(at('host.key')), cert: await readFile(at('host.pem')) };
}
