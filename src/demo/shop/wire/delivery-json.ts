import type { CalculatedCart, CalculatedLine } from '../cart/calculate-cart.ts';
import type { CatalogDeliveryTime } from '../catalog.ts';
import type { CalculatedPrice } from '../price/calculated-price.ts';
import type { ShopCustomer } from '../shop-customer.ts';
import { lineItemJson } from './line-item-json.ts';
import { addressJson, countryJson } from './location-json.ts';
import { calculatedPriceJson } from './price-json.ts';
import { shippingMethodJson, shippingTime } from './shipping-method-json.ts';
import { deliveryDay } from './wire-date.ts';

/** The one delivery of a cart; none where nothing is in it. */
export function deliveriesJson(cart: CalculatedCart, customer: ShopCustomer | undefined, now: Date) {
  if (!cart.shipping) return [];
  const goods = cart.lines.filter((line) => line.product);
  return [
    {
      positions: goods.map((line) => positionJson(line, now)),
      location: locationJson(customer),
      deliveryDate: deliveryDateJson(slowest(goods), now),
      shippingMethod: shippingMethodJson(),
      shippingCosts: calculatedPriceJson(cart.shipping),
      apiAlias: 'cart_delivery',
    },
  ];
}

export function transactionJson(amount: CalculatedPrice, paymentMethodId: string) {
  return {
    amount: calculatedPriceJson(amount),
    paymentMethodId,
    validationStruct: null,
    apiAlias: 'cart_transaction',
  };
}

export function deliveryDateJson(time: CatalogDeliveryTime, now: Date) {
  const days = time.unit === 'week' ? 7 : 1;
  return {
    earliest: deliveryDay(now, time.min * days),
    latest: deliveryDay(now, time.max * days),
    apiAlias: 'cart_delivery_date',
  };
}

/** A cart arrives as late as its slowest article. */
export function slowest(lines: CalculatedLine[]): CatalogDeliveryTime {
  const times = lines.map((line) => line.product?.deliveryTime ?? shippingTime);
  const inDays = (time: CatalogDeliveryTime) => time.max * (time.unit === 'week' ? 7 : 1);
  return times.reduce((latest, time) => (inDays(time) > inDays(latest) ? time : latest), shippingTime);
}

function positionJson(line: CalculatedLine, now: Date) {
  return {
    lineItem: { ...lineItemJson(line, now), modified: true },
    quantity: line.stored.quantity,
    price: calculatedPriceJson(line.price),
    identifier: line.stored.id,
    deliveryDate: deliveryDateJson(line.product?.deliveryTime ?? shippingTime, now),
    apiAlias: 'cart_delivery_position',
  };
}

function locationJson(customer: ShopCustomer | undefined) {
  return {
    country: countryJson(),
    state: null,
    address: customer ? addressJson(customer) : null,
    apiAlias: 'cart_delivery_shipping_location',
  };
}
