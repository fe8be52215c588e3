import type { CartItem } from './cart.ts';
import type { Decimal } from './money.ts';

/** The tax of a cart as one line of it, a charge like shipping. */
export function taxItem(total: Decimal): CartItem {
  return {
    kind: 'shipping',
    key: 'tax',
    name: 'Tax',
    quantity: '1',
    netTotal: total,
    shownTotal: total,
    tax: '0',
    product: { customFields: {} },
  };
}
