import { setTimeout as wait } from 'node:timers/promises';
import type { OrderJson, Shop, ShopContext } from '../shop.ts';
import { customerOf } from '../shop-context.ts';
import { notLoggedIn, ShopwareError } from '../shopware-error.ts';
import { orderJson } from '../wire/order-json.ts';
import { calculateCart } from './calculate-cart.ts';
import { emptyCart } from './stored-cart.ts';

export interface OrderRemarks {
  customerComment: string | null;
  affiliateCode: string | null;
  campaignCode: string | null;
}

const FIRST_ORDER_NUMBER = 10_000;

/** Turns the cart into an order. There is no lock between reading the cart and emptying it: parallel calls each make one. */
export async function placeOrder(
  shop: Shop,
  context: ShopContext,
  remarks: OrderRemarks,
): Promise<OrderJson> {
  const customer = customerOf(shop, context);
  if (!customer) throw notLoggedIn();
  if (context.cart.lines.length === 0) {
    throw new ShopwareError(400, 'CHECKOUT__CART_EMPTY', { detail: 'Cart is empty' });
  }
  const cart = calculateCart(context, shop.catalog, customer);
  await wait(shop.faults.orderMs);
  const orderNumber = String(FIRST_ORDER_NUMBER + shop.orders.length);
  const order = orderJson({ cart, customer, remarks, orderNumber, orderedAt: new Date() });
  shop.orders.push(order);
  context.cart = emptyCart();
  return order;
}
