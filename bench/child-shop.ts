import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { z } from 'zod';
import { reportToBench } from './child-server.ts';

/** The least of a Shopware that a download and an edit need: articles made up as they are asked for, and one cart. */
const articles = 100_000;
const contextToken = 'B'.repeat(32);
const pageSchema = z.object({
  ids: z.array(z.string()).optional(),
  page: z.int().positive().default(1),
  limit: z.int().positive(),
});
const addedSchema = z.object({ items: z.array(z.object({ id: z.string(), quantity: z.int() })) });

const cart = new Map<string, number>();

const answers: Record<string, (request: IncomingMessage) => unknown> = {
  'GET /checkout/cart.json': () => {
    cart.clear();
    return { token: contextToken };
  },
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
    const { ids, page, limit } = pageSchema.parse(await jsonOf(request));
    if (ids) return { total: ids.length, elements: ids.map((id) => article(Number.parseInt(id, 16))) };
    const first = (page - 1) * limit;
    const length = Math.max(0, Math.min(limit, articles - first));
    return { total: articles, elements: Array.from({ length }, (_, index) => article(first + index)) };
  },
  'POST /store-api/checkout/cart/line-item': async (request) => {
    const { items } = addedSchema.parse(await jsonOf(request));
    for (const { id, quantity } of items) cart.set(id, (cart.get(id) ?? 0) + quantity);
    return cartJson();
  },
  'GET /store-api/checkout/cart': cartJson,
};

async function jsonOf(request: IncomingMessage): Promise<unknown> {
  return JSON.parse(Buffer.concat(await request.toArray()).toString());
}

function cartJson(): object {
  const lineItems = [...cart].map(([id, quantity]) => lineItem(id, quantity));
  const total = lineItems.reduce((sum, { price }) => sum + price.totalPrice, 0);
  const price = { netPrice: total, totalPrice: total, taxStatus: 'net' };
  return { price, lineItems, deliveries: [] };
}

function lineItem(id: string, quantity: number) {
  const { unitPrice, productNumber } = factsOf(Number.parseInt(id, 16));
  return {
    ...{ id, referencedId: id, type: 'product', label: productNumber, quantity },
    payload: { productNumber, customFields: [] },
    price: { totalPrice: unitPrice * quantity, calculatedTaxes: [{ tax: 0, taxRate: 0 }] },
    children: [],
  };
}

function factsOf(index: number) {
  return { unitPrice: 10 + (index % 90), productNumber: `BENCH-${index}` };
}

function article(index: number): object {
  const { unitPrice, productNumber } = factsOf(index);
  const price = { unitPrice, quantity: 1, taxRules: [{ taxRate: 19, percentage: 100 }] };
  return {
    id: index.toString(16).padStart(32, '0'),
    productNumber,
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
