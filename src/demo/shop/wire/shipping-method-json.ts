import type { CatalogDeliveryTime } from '../catalog.ts';
import { oneToThreeDays } from '../seed/delivery-times.ts';
import { SEEDED_AT, SHIPPING_METHOD_ID, SYSTEM_CURRENCY_ID } from '../shop-constants.ts';
import { fixedId } from '../shopware-id.ts';

/** For articles that name no delivery time of their own. */
export const shippingTime: CatalogDeliveryTime = oneToThreeDays;

export function shippingMethodJson() {
  return {
    translated: { name: 'Standard', customFields: {}, description: null, trackingUrl: null },
    createdAt: SEEDED_AT,
    updatedAt: null,
    name: 'Standard',
    active: true,
    position: 1,
    description: null,
    trackingUrl: null,
    deliveryTimeId: fixedId('delivery-time', shippingTime.name),
    deliveryTime: deliveryTimeJson(shippingTime),
    translations: null,
    availabilityRule: null,
    prices: [shippingPriceJson()],
    mediaId: null,
    media: null,
    tags: null,
    taxType: 'auto',
    technicalName: 'shipping_standard',
    tax: null,
    customFields: null,
    id: SHIPPING_METHOD_ID,
    apiAlias: 'shipping_method',
  };
}

export function deliveryTimeJson(time: CatalogDeliveryTime) {
  return {
    translated: { name: time.name, customFields: {} },
    createdAt: SEEDED_AT,
    updatedAt: null,
    ...time,
    customFields: null,
    id: fixedId('delivery-time', time.name),
    apiAlias: 'delivery_time',
  };
}

function shippingPriceJson() {
  return {
    translated: [],
    createdAt: SEEDED_AT,
    updatedAt: null,
    shippingMethodId: SHIPPING_METHOD_ID,
    ruleId: null,
    calculation: 2,
    quantityStart: 0,
    quantityEnd: null,
    calculationRuleId: null,
    currencyPrice: [currencyPriceJson()],
    customFields: null,
    id: fixedId('shipping-price', 'standard'),
    apiAlias: 'shipping_method_price',
  };
}

function currencyPriceJson() {
  return {
    currencyId: SYSTEM_CURRENCY_ID,
    net: 4.12,
    gross: 4.9,
    linked: false,
    listPrice: null,
    percentage: null,
    regulationPrice: null,
    apiAlias: 'price',
  };
}
