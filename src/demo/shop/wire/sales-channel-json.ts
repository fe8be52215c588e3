import type { Shop } from '../shop.ts';
import {
  ACCESS_KEY,
  COUNTRY_ID,
  HEADLESS_TYPE_ID,
  PAYMENT_METHOD_ID,
  ROOT_CATEGORY_ID,
  SALES_CHANNEL_ID,
  SEEDED_AT,
  SHIPPING_METHOD_ID,
  SHOP_NAME,
  STOREFRONT_TYPE_ID,
  SYSTEM_CURRENCY_ID,
  SYSTEM_LANGUAGE_ID,
} from '../shop-constants.ts';
import { currencyJson } from './currency-json.ts';

export function salesChannelJson(shop: Shop) {
  return {
    id: SALES_CHANNEL_ID,
    name: SHOP_NAME,
    translated: { name: SHOP_NAME },
    accessKey: ACCESS_KEY,
    typeId: shop.faults.salesChannelHeadless ? HEADLESS_TYPE_ID : STOREFRONT_TYPE_ID,
    active: !shop.faults.salesChannelInactive,
    maintenance: shop.faults.maintenance,
    languageId: SYSTEM_LANGUAGE_ID,
    currencyId: SYSTEM_CURRENCY_ID,
    currency: currencyJson(),
    countryId: COUNTRY_ID,
    shippingMethodId: SHIPPING_METHOD_ID,
    paymentMethodId: PAYMENT_METHOD_ID,
    navigationCategoryId: ROOT_CATEGORY_ID,
    taxCalculationType: 'horizontal',
    domains: shop.domains.map((domain) => ({ ...domain, apiAlias: 'sales_channel_domain' })),
    createdAt: SEEDED_AT,
    updatedAt: null,
    apiAlias: 'sales_channel',
  };
}
