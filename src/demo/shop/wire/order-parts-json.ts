import {
  COUNTRY_ID,
  LIVE_VERSION_ID,
  PAYMENT_METHOD_ID,
  SALUTATION_ID,
  SHIPPING_METHOD_ID,
} from '../shop-constants.ts';
import type { ShopCustomer } from '../shop-customer.ts';
import { fixedId, randomId } from '../shopware-id.ts';
import { wholeAmount } from './cart-json.ts';
import { deliveryDateJson, slowest } from './delivery-json.ts';
import { countryJson, salutationJson } from './location-json.ts';
import type { OrderBeingWritten } from './order-json.ts';
import { paymentMethodJson } from './payment-method-json.ts';
import { calculatedPriceJson } from './price-json.ts';
import { shippingMethodJson } from './shipping-method-json.ts';
import { wireDate } from './wire-date.ts';

export function orderCustomerJson(customer: ShopCustomer, at: Date) {
  return {
    ...entity(at),
    email: customer.email,
    salutationId: SALUTATION_ID,
    firstName: customer.firstName,
    lastName: customer.lastName,
    title: null,
    vatIds: null,
    company: customer.company || null,
    customerNumber: customer.number,
    salutation: salutationJson(),
    customFields: null,
    id: randomId(),
    apiAlias: 'order_customer',
  };
}

export function orderAddressJson(customer: ShopCustomer, at: Date) {
  const { firstName, lastName, street, zipcode, city, company } = customer;
  return {
    ...entity(at),
    countryId: COUNTRY_ID,
    countryStateId: null,
    ...{ firstName, lastName, street, zipcode, city, company: company || null },
    department: null,
    title: null,
    vatId: null,
    phoneNumber: null,
    additionalAddressLine1: null,
    additionalAddressLine2: null,
    country: countryJson(),
    countryState: null,
    salutation: null,
    customFields: null,
    id: randomId(),
    apiAlias: 'order_address',
  };
}

export function orderDeliveryJson(
  { cart, orderedAt }: OrderBeingWritten,
  order: { id: string; address: { id: string } },
) {
  const dates = deliveryDateJson(slowest(cart.lines), orderedAt);
  return {
    ...entity(orderedAt),
    orderId: order.id,
    orderVersionId: LIVE_VERSION_ID,
    shippingOrderAddressId: order.address.id,
    shippingOrderAddressVersionId: LIVE_VERSION_ID,
    shippingMethodId: SHIPPING_METHOD_ID,
    trackingCodes: [],
    shippingDateEarliest: dates.earliest.replace('T16', 'T00'),
    shippingDateLatest: dates.latest.replace('T16', 'T00'),
    shippingCosts: cart.shipping && calculatedPriceJson(cart.shipping),
    shippingOrderAddress: order.address,
    stateId: fixedId('state', 'order_delivery.open'),
    stateMachineState: stateJson(orderedAt),
    shippingMethod: { ...shippingMethodJson(), prices: [] },
    positions: null,
    customFields: null,
    id: randomId(),
    apiAlias: 'order_delivery',
  };
}

export function orderTransactionJson({ cart, orderedAt }: OrderBeingWritten, orderId: string) {
  return {
    ...entity(orderedAt),
    orderId,
    orderVersionId: LIVE_VERSION_ID,
    paymentMethodId: PAYMENT_METHOD_ID,
    amount: calculatedPriceJson(wholeAmount(cart)),
    paymentMethod: paymentMethodJson(),
    stateMachineState: stateJson(orderedAt),
    stateId: fixedId('state', 'order_transaction.open'),
    captures: null,
    validationData: [],
    customFields: null,
    id: randomId(),
    apiAlias: 'order_transaction',
  };
}

export function stateJson(at: Date) {
  return {
    translated: { name: 'Open', customFields: {} },
    createdAt: wireDate(at),
    updatedAt: null,
    name: 'Open',
    technicalName: 'open',
    customFields: null,
    apiAlias: 'state_machine_state',
  };
}

function entity(at: Date) {
  return { versionId: LIVE_VERSION_ID, translated: [], createdAt: wireDate(at), updatedAt: null };
}
