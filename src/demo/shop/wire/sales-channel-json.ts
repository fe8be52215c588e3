import type { Shop } from '../shop.ts';
import {
  ACCESS_KEY,
  COUNTRY_ID,
  HEADLESS_TYPE_ID,
  OTHER_ACCESS_KEY,
  OTHER_SALES_CHANNEL_ID,
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

export function salesChannelsJson(shop: Shop) {
  const own = salesChannelJson(shop);
  if (!shop.faults.secondStorefront) return [own];
  const other = { id: OTHER_SALES_CHANNEL_ID, name: 'Nordwerk Outlet', accessKey: OTHER_ACCESS_KEY };
  const translated = { name: other.name };
  return [own, { ...own, ...other, translated, domains: domainsOf(shop, OTHER_SALES_CHANNEL_ID) }];
}

function domainsOf({ domains }: Shop, id: string) {
  const own = domains.filter(({ salesChannelId }) => salesChannelId === id);
  return own.map((domain) => ({ ...domain, apiAlias: 'sales_channel_domain' }));
}

function salesChannelJson(shop: Shop) {
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
    domains: domainsOf(shop, SALES_CHANNEL_ID),
    languages: [{ id: SYSTEM_LANGUAGE_ID, name: 'English', apiAlias: 'language' }],
    currencies: [currencyJson()],
    createdAt: SEEDED_AT,
    updatedAt: null,
    apiAlias: 'sales_channel',
  };
}
