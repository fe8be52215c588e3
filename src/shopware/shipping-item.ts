import type { CartItem } from '../punchout/cart.ts';
import { equals } from '../punchout/money.ts';
import { totalsOf } from './cart-item.ts';
import type { ShopDelivery, TaxStatus } from './shop-cart.ts';

/** The shipping of all deliveries as one line; undefined where it costs nothing. Reductions are deliveries below zero. */
export function shippingItem(
  deliveries: readonly ShopDelivery[],
  taxStatus: TaxStatus,
): CartItem | undefined {
  const charged = deliveries.filter(({ shippingCosts }) => !equals(shippingCosts.totalPrice, '0'));
  const value = totalsOf(
    charged.map(({ shippingCosts }) => shippingCosts),
    taxStatus,
  );
  if (equals(value.shownTotal, '0') && equals(value.netTotal, '0')) return undefined;
  const method = charged[0]?.shippingMethod;
  const name = method?.translated.name ?? method?.name ?? 'Shipping';
  return { kind: 'shipping', key: 'shipping', name, quantity: '1', ...value, product: { customFields: {} } };
}
