import { expect, test } from 'vitest';
import { cartFaults, shopCartErrorsSchema } from '../../../src/shopware/cart-faults.ts';

test('a quantity that was cut to the stock is told, though the shop would take the order', () => {
  const said = {
    'product-stock-reached1': { messageKey: 'product-stock-reached', message: '2 left.', block: false },
  };
  expect(cartFaults(shopCartErrorsSchema.parse(said))).toEqual([
    { code: 'product-stock-reached', text: '2 left.', effect: 'corrected' },
  ]);
});

test('errors of shapes that we do not know keep nobody from a cart', () => {
  const odd = [null, 'text', 7, [], {}, { messageKey: 5, block: 'yes' }, { messageKey: 'x', block: 1 }];
  expect(cartFaults(shopCartErrorsSchema.parse(odd))).toEqual([]);
  expect(cartFaults(shopCartErrorsSchema.parse('none'))).toEqual([]);
});
