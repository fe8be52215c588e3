import type { CalculatedCart } from '../cart/calculate-cart.ts';
import type { OrderRemarks } from '../cart/place-order.ts';
import type { OrderJson } from '../shop.ts';
import {
  LIVE_VERSION_ID,
  SALES_CHANNEL_ID,
  SYSTEM_CURRENCY_ID,
  SYSTEM_LANGUAGE_ID,
} from '../shop-constants.ts';
import type { ShopCustomer } from '../shop-customer.ts';
import { randomId, randomToken } from '../shopware-id.ts';
import { currencyJson } from './currency-json.ts';
import { orderLinesJson } from './order-line-json.ts';
import {
  orderAddressJson,
  orderCustomerJson,
  orderDeliveryJson,
  orderTransactionJson,
  stateJson,
} from './order-parts-json.ts';
import { amount, calculatedPriceJson, cartPriceJson } from './price-json.ts';
import { wireDate } from './wire-date.ts';

export interface OrderBeingWritten {
  cart: CalculatedCart;
  customer: ShopCustomer;
  remarks: OrderRemarks;
  orderNumber: string;
  orderedAt: Date;
}

export function orderJson(order: OrderBeingWritten): OrderJson {
  const { cart, customer, remarks, orderNumber, orderedAt } = order;
  const id = randomId();
  const address = orderAddressJson(customer, orderedAt);
  return {
    ...entity(orderedAt),
    orderNumber,
    currencyId: SYSTEM_CURRENCY_ID,
    currencyFactor: 1,
    salesChannelId: SALES_CHANNEL_ID,
    billingAddressId: address.id,
    billingAddressVersionId: LIVE_VERSION_ID,
    orderDateTime: wireDate(orderedAt),
    orderDate: `${orderedAt.toISOString().slice(0, 10)}T00:00:00.000+00:00`,
    ...amounts(cart),
    orderCustomer: orderCustomerJson(customer, orderedAt),
    currency: currencyJson(),
    languageId: SYSTEM_LANGUAGE_ID,
    language: null,
    addresses: [address],
    billingAddress: null,
    deliveries: cart.shipping ? [orderDeliveryJson(order, { id, address })] : [],
    lineItems: orderLinesJson(cart, id, orderedAt),
    transactions: [orderTransactionJson(order, id)],
    deepLinkCode: randomToken(),
    stateMachineState: stateJson(orderedAt),
    documents: null,
    tags: null,
    ...remarks,
    createdById: null,
    updatedById: null,
    source: null,
    customFields: null,
    id,
    apiAlias: 'order',
  };
}

function amounts(cart: CalculatedCart) {
  return {
    price: cartPriceJson(cart),
    amountTotal: amount(cart.totalPrice),
    amountNet: amount(cart.netPrice),
    positionPrice: amount(cart.positionPrice),
    taxStatus: cart.taxStatus,
    shippingCosts: cart.shipping ? calculatedPriceJson(cart.shipping) : null,
    shippingTotal: cart.shipping ? amount(cart.shipping.totalPrice) : 0,
  };
}

function entity(at: Date) {
  return { versionId: LIVE_VERSION_ID, translated: [], createdAt: wireDate(at), updatedAt: null };
}
