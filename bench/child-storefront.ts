import { once } from 'node:events';
import { createServer } from 'node:http';
import { reportToBench } from './child-server.ts';
import { storefrontAnswers } from './storefront-answers.ts';

/** A shop that lets a buyer in and serves a few files as fast as Node can. */
const contextToken = 'B'.repeat(32);
const session: Record<string, unknown> = {
  'GET /checkout/cart.json': { token: contextToken },
  'GET /account': 'Your account',
  'POST /api/oauth/token': { access_token: 'bench', expires_in: 600 },
  'POST /api/search/customer': { data: [{ active: true, guest: false }] },
  'PATCH /api/_proxy/switch-customer': { 'sw-context-token': contextToken },
  'GET /store-api/context': {
    currency: { isoCode: 'EUR' },
    itemRounding: { decimals: 2 },
    customer: {},
    context: { taxState: 'net' },
  },
};

const server = createServer();
await once(server.listen(0, '127.0.0.1'), 'listening');
const address = server.address();
const port = typeof address === 'object' && address !== null ? address.port : 0;
const files = storefrontAnswers(`http://127.0.0.1:${port}`);

server.on('request', (request, response) => {
  const file = files[request.url ?? ''];
  if (file) {
    const headers = { 'content-type': file.type, 'content-length': file.body.length };
    response.writeHead(200, headers).end(file.body);
    return;
  }
  const answer = session[`${request.method} ${request.url}`];
  const cookies = ['session-=0123456789abcdef; path=/; httponly; samesite=lax', 'timezone=Europe/Berlin'];
  const headers = { 'content-type': 'application/json', 'set-cookie': cookies };
  request.resume();
  response.writeHead(answer ? 200 : 404, headers).end(JSON.stringify(answer ?? {}));
});

reportToBench(port, async () => {
  server.closeAllConnections();
});
