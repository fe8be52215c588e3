import type { Cart, CartItem, Product } from '../../../src/punchout/cart.ts';
import { add } from '../../../src/punchout/money.ts';

interface ItemValues extends Partial<Omit<CartItem, 'product'>> {
  product?: Partial<Product>;
}

/** A hammer for 10.00 net, 11.90 gross; what a test is about is changed. */
export function sampleItem({ product, ...changes }: ItemValues = {}): CartItem {
  return {
    kind: 'item',
    key: changes.name ?? product?.number ?? 'PG-1',
    name: 'Hammer 500g',
    quantity: '1',
    unit: 'pc',
    netTotal: '10.00',
    shownTotal: '11.90',
    tax: '1.90',
    taxRate: '19',
    product: { number: 'PG-1', name: 'Hammer 500g', customFields: {}, ...product },
    ...changes,
  };
}

export function sampleShipping(netTotal = '4.95', shownTotal = '5.89'): CartItem {
  return {
    kind: 'shipping',
    key: 'shipping',
    name: 'Parcel',
    quantity: '1',
    netTotal,
    shownTotal,
    tax: '0.94',
    taxRate: '19',
    product: { customFields: {} },
  };
}

/** The gross cart of two articles in the shape that a Shopware 6.6 was recorded with: tax rounded per line. */
export function recordedGrossCart(): Cart {
  return {
    currency: 'EUR',
    currencyDecimals: 2,
    items: [
      sampleItem({ quantity: '3', netTotal: '30.00', shownTotal: '35.70' }),
      sampleItem({
        name: 'Nails 5 kg box',
        quantity: '2',
        netTotal: '66.67',
        shownTotal: '79.34',
        product: { number: 'PG-2', name: 'Nails 5 kg box' },
      }),
    ],
    shipping: undefined,
    netTotal: '96.67',
    shownTotal: '115.04',
    taxStatus: 'gross',
  };
}

/** A net cart whose sums follow from its lines. */
export function netCart(items: CartItem[], shipping?: CartItem): Cart {
  const lines = [...items, ...(shipping ? [shipping] : [])].map((item) => ({
    ...item,
    shownTotal: item.netTotal,
  }));
  const total = add(...lines.map(({ netTotal }) => netTotal));
  return {
    currency: 'EUR',
    currencyDecimals: 2,
    items: lines.slice(0, items.length),
    shipping: shipping && lines.at(-1),
    netTotal: total,
    shownTotal: total,
    taxStatus: 'net',
  };
}
