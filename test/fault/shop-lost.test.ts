import { afterEach, expect, test, vi } from 'vitest';
import { noFaults } from '../../src/demo/shop/demo-shop-faults.ts';
import { httpStatus } from '../../src/http/http-status.ts';
import { demoGateway } from '../support/demo-gateway.ts';
import { buyerUrl } from '../support/gateway.ts';
import { formTo } from '../support/html-form.ts';
import { visitByOci } from '../support/visit.ts';

const { shop, gateway } = await demoGateway();

afterEach(() => {
  vi.useRealTimers();
  Object.assign(shop.faults, noFaults());
});

test('a buyer keeps the cart while the gateway gives the shop a rest, and the log says when it began and ended', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const visit = await visitByOci(gateway, shop);
  await visit.add('HAM-001', 2);
  Object.assign(shop.faults, { status: 502, onlyPath: '/store-api' });
  for (let transfers = 0; transfers < 4; transfers += 1) {
    const refused = await visit.transfer();
    expect(refused.status).toBe(httpStatus.shop_unreachable);
    expect(refused.text).toContain('Transfer cart');
  }
  expect((await visit.open('/checkout/cart')).text).toContain('HAM-001');
  Object.assign(shop.faults, noFaults());
  vi.setSystemTime(Date.now() + 3_000);
  const { fields } = formTo((await visit.transfer()).text, buyerUrl);
  expect(fields).toContainEqual(['NEW_ITEM-VENDORMAT[1]', 'HAM-001']);
  expect(fields).toContainEqual(['NEW_ITEM-QUANTITY[1]', '2.000']);
  const lines = gateway.log.filter(({ event }) => event === 'shop');
  expect(lines.map(({ shop: name, message }) => [name, message])).toEqual([
    ['demo', expect.stringContaining('out of reach')],
    ['demo', 'the shop answers again'],
  ]);
});
