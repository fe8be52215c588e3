import { afterEach, describe, expect, test, vi } from 'vitest';
import { noFaults } from '../../src/demo/shop/demo-shop-faults.ts';
import { troubledShop } from '../support/troubled-shop.ts';

const { demo, customer, meet } = await troubledShop();

afterEach(() => void vi.useRealTimers());

/** A visit in a shop that is then out of reach, with the breaker open. */
async function lostShop() {
  vi.useFakeTimers({ toFake: ['Date'] });
  const lines: string[] = [];
  const shop = meet({}, { tellReach: (line) => void lines.push(line) });
  const { contextToken } = await shop.openSession(customer);
  await shop.fillCart(contextToken, [{ number: 'HAM-001', quantity: '1' }]);
  const read = () => shop.readCart(contextToken).catch(({ reason }) => reason);
  Object.assign(demo.faults, { status: 502, onlyPath: '/store-api' });
  demo.requests.splice(0);
  for (let reads = 0; reads < 3; reads += 1) expect(await read()).toBe('shop_unreachable');
  // Cart and context, each of them twice.
  await vi.waitUntil(() => lines.length > 0 && demo.requests.length === 12);
  demo.requests.splice(0);
  return { shop, read, lines };
}

const rest = () => vi.setSystemTime(Date.now() + 3_000);

describe('a shop that is out of reach', () => {
  test('is not asked any more, for no buyer, and the log has one line', async () => {
    const { shop, read, lines } = await lostShop();
    expect(
      await Promise.all([read(), read(), shop.openSession(customer).catch(({ reason }) => reason)]),
    ).toEqual(Array(3).fill('shop_unreachable'));
    expect(demo.requests).toEqual([]);
    expect(lines).toEqual([expect.stringMatching(/^the shop is out of reach.*: it answers with 502$/)]);
  });

  test('is tried by one call after a rest, and the log stays silent while it is not back', async () => {
    const { read, lines } = await lostShop();
    rest();
    expect(await Promise.all([read(), read(), read()])).toEqual(Array(3).fill('shop_unreachable'));
    // One call; as it changes nothing, it was asked twice.
    expect(demo.requests).toHaveLength(2);
    expect(await read()).toBe('shop_unreachable');
    expect(demo.requests).toHaveLength(2);
    expect(lines).toHaveLength(1);
  });

  test('that is back has the cart as it was, and the log says that it is back', async () => {
    const { read, lines } = await lostShop();
    Object.assign(demo.faults, noFaults());
    rest();
    expect(await read()).toMatchObject({ items: [{ product: { number: 'HAM-001' }, quantity: '1' }] });
    expect(lines.slice(1)).toEqual(['the shop answers again']);
  });

  test('still shows the pages that it can show', async () => {
    const { shop } = await lostShop();
    const { signal } = new AbortController();
    const page = await shop.forward({ method: 'GET', target: '/', headers: {}, body: undefined, signal });
    page.body.destroy();
    expect(page.status).toBe(200);
  });
});

describe('a shop that answers is in reach', () => {
  test.each([
    ['in maintenance', { maintenance: true }],
    ['with refusals', { status: 403, onlyPath: '/store-api' }],
    ['throttled', { throttledSeconds: 30, onlyPath: '/store-api' }],
    ['with pages where JSON is due', { html: true, onlyPath: '/store-api' }],
  ])('%s, however often', async (_name, faults) => {
    const lines: string[] = [];
    const shop = meet({}, { tellReach: (line) => void lines.push(line) });
    const { contextToken } = await shop.openSession(customer);
    Object.assign(demo.faults, faults);
    for (let reads = 0; reads < 6; reads += 1) {
      const read = shop.readCart(contextToken);
      await expect(read).rejects.toMatchObject({ detail: expect.not.stringContaining('not asked') });
    }
    expect(lines).toEqual([]);
  });
});
