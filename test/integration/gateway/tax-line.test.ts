import { expect, test } from 'vitest';
import { childNamed, textOf } from '../../../src/cxml/xml-element.ts';
import { demoGateway } from '../../support/demo-gateway.ts';
import { demoSystemFile } from '../../support/gateway.ts';
import { itemsOut, returnedCart } from '../../support/returned-cart.ts';
import { visitByCxml } from '../../support/visit.ts';

const { shop, gateway } = await demoGateway();

test('a cart with tax as a line comes back as it was: tax is no article to be put in again', async () => {
  await gateway.apply({ ...demoSystemFile(shop, 'cxml'), tax: 'own-line' });
  const first = await visitByCxml(gateway, shop);
  await first.add('HAM-001', 3);
  const { header, lines } = returnedCart((await first.transfer()).text);
  expect(lines.map(({ number, reference }) => [number, reference !== ''])).toEqual([
    ['HAM-001', true],
    ['TAX', false],
  ]);
  expect(Number(textOf(childNamed(header, 'Total')))).toBeGreaterThan(0);
  const second = await visitByCxml(gateway, shop, { operation: 'edit', items: itemsOut(lines) });
  expect(second.first.text).not.toContain('Before you go on');
  expect(returnedCart((await second.transfer()).text)).toMatchObject({ status: '204', lines: [] });
});
