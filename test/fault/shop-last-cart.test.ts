import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { lintCxml } from '../../src/cxml/lint.ts';
import { noFaults } from '../../src/demo/shop/demo-shop-faults.ts';
import { httpStatus } from '../../src/http/http-status.ts';
import { runCommand } from '../support/command-line.ts';
import { demoGateway } from '../support/demo-gateway.ts';
import { buyerUrl, demoSystemFile } from '../support/gateway.ts';
import { formTo } from '../support/html-form.ts';
import { keptCart, untilKept } from '../support/kept-cart.ts';
import { returnedCart } from '../support/returned-cart.ts';
import { type ShopVisit, visitByCxml, visitByOci } from '../support/visit.ts';

const { shop, gateway } = await demoGateway();

vi.useFakeTimers({ toFake: ['Date'] });
afterAll(() => void vi.useRealTimers());
afterEach(() => {
  Object.assign(shop.faults, noFaults());
  // By then the gateway tries the shop again.
  vi.setSystemTime(Date.now() + 3_000);
});

async function shopping(
  lastCart: 'refuse' | 'transfer',
  protocol: 'oci' | 'cxml' = 'oci',
): Promise<ShopVisit> {
  await gateway.license(await gateway.apply({ ...demoSystemFile(shop, protocol), lastCart }));
  const visit = await (protocol === 'oci' ? visitByOci(gateway, shop) : visitByCxml(gateway, shop));
  await visit.add('HAM-001', 2);
  await visit.open('/checkout/cart');
  await untilKept(gateway, 2);
  return visit;
}

/** The moment of the cart that a refusal page offers. */
function offered(page: string): string | undefined {
  return /name="lastCart" value="(\d+)"/.exec(page)?.[1];
}

describe('a shop that dies at the transfer, where the System allows the last cart', () => {
  test.each([
    ['is down', { down: true }, 'shop_unreachable'],
    ['is in maintenance', { maintenance: true }, 'shop_maintenance'],
    ['shows a page where JSON is due', { html: true }, 'shop_answer_invalid'],
  ] as const)(
    'and %s: the buyer may send the cart as it was, and it is mapped like any other',
    async (_name, fault, reason) => {
      const visit = await shopping('transfer');
      Object.assign(shop.faults, fault, { onlyPath: '/store-api' });
      const refused = await visit.transfer();
      expect(refused.status).toBe(httpStatus[reason]);
      expect(refused.text).toContain('Your cart is safe');
      const at = (await keptCart(gateway))?.at ?? 0;
      expect(refused.text).toContain(
        `Transfer the cart as of ${new Date(at).toISOString().slice(11, 16)} UTC`,
      );
      const { fields } = formTo(
        (await visit.transfer({ lastCart: offered(refused.text) ?? '' })).text,
        buyerUrl,
      );
      expect(fields).toContainEqual(['NEW_ITEM-VENDORMAT[1]', 'HAM-001']);
      expect(fields).toContainEqual(['NEW_ITEM-QUANTITY[1]', '2.000']);
      expect(gateway.log.findLast(({ event }) => event === 'last_cart_returned')).toMatchObject({
        level: 40,
        asOf: new Date(at).toISOString(),
        ageSeconds: expect.any(Number),
      });
    },
  );

  test('the session tells when its cart was read, and so does each line of a cXML cart', async () => {
    const visit = await shopping('transfer', 'cxml');
    Object.assign(shop.faults, { down: true, onlyPath: '/store-api' });
    const lastCart = offered((await visit.transfer()).text) ?? '';
    const { text } = returnedCart((await visit.transfer({ lastCart })).text);
    const asOf = new Date(Number(lastCart)).toISOString();
    expect(text).toContain(`<Extrinsic name="CartAsOf">${asOf}</Extrinsic>`);
    expect(lintCxml(text)).toEqual([]);
    const [session] = await gateway.adapters.sessions.list({ limit: 1 });
    expect(session).toMatchObject({ status: 'returned', cartAsOf: Number(lastCart) });
    const environment = { DATA_DIR: gateway.config.data.directory };
    const { told } = await runCommand(['session', 'show', session?.id ?? ''], { environment });
    expect(told.join('\n')).toContain(asOf);
  });

  test('the live cart goes where the shop is back, and is not marked', async () => {
    const visit = await shopping('transfer');
    Object.assign(shop.faults, { down: true, onlyPath: '/store-api' });
    const lastCart = offered((await visit.transfer()).text) ?? '';
    Object.assign(shop.faults, noFaults());
    expect((await visit.transfer({ lastCart })).text).toContain('HAM-001');
    const [session] = await gateway.adapters.sessions.list({ limit: 1 });
    expect(session).toMatchObject({ status: 'returned', cartAsOf: undefined });
  });

  test('another cart than the one that the buyer was shown does not go', async () => {
    const visit = await shopping('transfer');
    Object.assign(shop.faults, { down: true, onlyPath: '/store-api' });
    const lastCart = offered((await visit.transfer()).text) ?? '';
    const refused = await visit.transfer({ lastCart: String(Number(lastCart) - 1) });
    expect(refused.status).toBe(httpStatus.shop_unreachable);
    expect(offered(refused.text)).toBe(lastCart);
  });

  test('a cart that the shop does not accept is refused for that', async () => {
    const visit = await shopping('transfer');
    const lastCart = String((await keptCart(gateway))?.at);
    shop.faults.cartErrors = [
      {
        key: 'x',
        messageKey: 'billing-address-blocked',
        message: 'No address.',
        level: 20,
        block: true,
        parameters: {},
      },
    ];
    const refused = await visit.transfer({ lastCart });
    expect([gateway.reasons().at(-1), offered(refused.text)]).toEqual(['cart_blocked', undefined]);
  });
});

test('a cart that the shop did not accept when it was read last is not offered', async () => {
  const visit = await shopping('transfer');
  const said = { key: 'x', messageKey: 'billing-address-blocked', message: 'No address.', parameters: {} };
  shop.faults.cartErrors = [{ ...said, level: 20, block: true }];
  await visit.open('/checkout/cart');
  await vi.waitUntil(async () => (await keptCart(gateway))?.cart.faults?.length === 1);
  const lastCart = String((await keptCart(gateway))?.at);
  Object.assign(shop.faults, { down: true, onlyPath: '/store-api' });
  const refused = await visit.transfer({ lastCart });
  expect([gateway.reasons().at(-1), offered(refused.text)]).toEqual(['shop_unreachable', undefined]);
});

describe('a shop that dies at the transfer, where the System does not allow it', () => {
  test('the buyer reads that the cart is safe, and gets no other', async () => {
    const visit = await shopping('refuse');
    const lastCart = String((await keptCart(gateway))?.at);
    Object.assign(shop.faults, { down: true, onlyPath: '/store-api' });
    for (const refused of [await visit.transfer(), await visit.transfer({ lastCart })]) {
      expect(refused.status).toBe(httpStatus.shop_unreachable);
      expect(refused.text).toContain('Your cart is safe');
      expect(refused.text).toContain('Transfer cart');
      expect(offered(refused.text)).toBeUndefined();
    }
  });
});

describe('the cart that was read last', () => {
  test('is gone when the visit has ended', async () => {
    const visit = await shopping('refuse');
    await visit.transfer();
    expect(await keptCart(gateway)).toBeUndefined();
  });

  test('stays as it was while the shop fails, and costs the buyer nothing', async () => {
    const visit = await shopping('refuse');
    const { at } = (await keptCart(gateway)) ?? {};
    Object.assign(shop.faults, { status: 500, onlyPath: '/store-api' });
    expect((await visit.open('/checkout/cart')).status).toBe(200);
    await expect.poll(() => gateway.log.at(-1)?.event).toBe('snapshot_failed');
    expect(gateway.log.at(-1)?.level).toBe(20);
    expect((await keptCart(gateway))?.at).toBe(at);
  });
});
