import { expect, test } from 'vitest';
import { demoGateway } from '../../support/demo-gateway.ts';
import { demoSystemFile } from '../../support/gateway.ts';
import { itemsOut, returnedCart } from '../../support/returned-cart.ts';
import { visitByCxml } from '../../support/visit.ts';

const { shop, gateway } = await demoGateway();

test('a cart with a price for more than one is edited without news of prices, and comes back as it was', async () => {
  const file = demoSystemFile(shop, 'cxml');
  const basis = { priceBasisQuantity: true, dtdVersion: '1.2.071', prices: { decimals: 0 } };
  await gateway.apply({ ...file, ...basis });
  const first = await visitByCxml(gateway, shop);
  await first.add('NAIL-5KG', 2);
  const page = (await first.transfer()).text;
  const { lines, text } = returnedCart(page);
  expect(text).toContain('<PriceBasisQuantity quantity="10');
  const second = await visitByCxml(gateway, shop, { operation: 'edit', items: itemsOut(lines) });
  expect(second.first.text).not.toContain('Before you go on');
  expect(returnedCart((await second.transfer()).text)).toMatchObject({ status: '204', lines: [] });
});
