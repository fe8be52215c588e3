import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { z } from 'zod';
import { reportToBench } from './child-server.ts';

/** The least of a Shopware that a download of its catalogue needs; it makes its articles up as it is asked. */
const articles = 100_000;
const contextToken = 'B'.repeat(32);
const pageSchema = z.object({ page: z.int().positive(), limit: z.int().positive() });

const answers: Record<string, (request: IncomingMessage) => unknown> = {
  'GET /checkout/cart.json': () => ({ token: contextToken }),
  'GET /account': () => 'Your account',
  'POST /api/oauth/token': () => ({ access_token: 'bench', expires_in: 600 }),
  'POST /api/search/customer': () => ({ data: [{ active: true, guest: false }] }),
  'PATCH /api/_proxy/switch-customer': () => ({ 'sw-context-token': contextToken }),
  'GET /store-api/context': () => ({
    currency: { isoCode: 'EUR' },
    itemRounding: { decimals: 2 },
    customer: {},
    context: { taxState: 'net' },
  }),
  'POST /store-api/product': async (request) => {
    const { page, limit } = pageSchema.parse(JSON.parse(Buffer.concat(await request.toArray()).toString()));
    const first = (page - 1) * limit;
    const length = Math.max(0, Math.min(limit, articles - first));
    return { total: articles, elements: Array.from({ length }, (_, index) => article(first + index)) };
  },
};

function article(index: number): object {
  const price = { unitPrice: 10 + (index % 90), quantity: 1, taxRules: [{ taxRate: 19, percentage: 100 }] };
  return {
    id: index.toString(16).padStart(32, '0'),
    productNumber: `BENCH-${index}`,
    translated: {
      name: `Hexagon bolt M8 x ${index}`,
      description: `<p>${'Steel, zinc plated. '.repeat(20)}</p>`,
    },
    ...{ ean: '4006381333931', manufacturerNumber: `HB-${index}`, minPurchase: 1, childCount: 0 },
    unit: { shortCode: 'pc', translated: { shortCode: 'pc' } },
    ...{ categories: [], customFields: [], calculatedPrices: [], calculatedPrice: price },
  };
}

const server = createServer(async (request, response) => {
  const answer = answers[`${request.method} ${request.url}`];
  const body = await answer?.(request);
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? {});
  response.writeHead(answer ? 200 : 404, { 'Content-Type': 'application/json' }).end(text);
});

await once(server.listen(0, '127.0.0.1'), 'listening');
const address = server.address();
reportToBench(typeof address === 'object' && address !== null ? address.port : 0, async () => {
  server.closeAllConnections();
});
