import { describe, expect, test } from 'vitest';
import { cxmlCall, ociLogin, setupRequest } from '../../support/buyer.ts';
import { demoSystemFile } from '../../support/gateway.ts';
import { formsTo, RedirectVisit, redirectGateway } from '../../support/redirect-visit.ts';
import { itemsOut, returnedCart } from '../../support/returned-cart.ts';

const { gateway, shop } = await redirectGateway();

async function start(changes: Parameters<typeof setupRequest>[0] = {}): Promise<string> {
  return (await cxmlCall(gateway.url, setupRequest(changes))).startPage;
}

describe('under the host of the shop too', () => {
  test('all lines of an edited cart go away only when the buyer says so', async () => {
    const first = new RedirectVisit(shop);
    await first.enter(await start());
    await first.add('HAM-001', 1);
    const { lines } = returnedCart((await first.press('/punchgate/app/return')).text);
    const again = new RedirectVisit(shop);
    await again.enter(await start({ operation: 'edit', items: itemsOut(lines) }));
    const [line] = JSON.parse((await again.open('/checkout/cart.json')).text).lineItems;
    await again.browser.submit(`${shop.url}/checkout/line-item/delete/${line.id}`, {});
    const token = await again.token();
    const asked = await again.browser.submit(`${gateway.url}/punchgate/app/return`, { token });
    expect(asked.status).toBe(409);
    const { action, fields } = formsTo(asked.text, '/punchgate/app/return');
    expect(fields).toContainEqual(['emptied', 'yes']);
    const emptied = await again.browser.submit(gateway.url + action, Object.fromEntries(fields));
    expect(returnedCart(emptied.text)).toMatchObject({ status: '200', lines: [] });
  });

  test('no visit begins without a license, and the shop hears nothing of it', async () => {
    const customers = [{ id: shop.customers[0]?.id ?? '', user: 'unlicensed', password: 'its-password' }];
    const changes = { name: 'unlicensed', units: { table: {}, default: 'C62' }, customers };
    await gateway.apply({ ...demoSystemFile(shop, 'oci'), ...changes });
    const before = shop.requests.length;
    const login = await ociLogin(gateway.url, { USERNAME: 'unlicensed', PASSWORD: 'its-password' });
    expect(login.headers.location).toBeUndefined();
    expect(gateway.reasons().at(-1)).toBe('license_missing');
    expect(shop.requests.length).toBe(before);
  });
});
