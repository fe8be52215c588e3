import { fixedId } from './shopware-id.ts';

export const SHOP_NAME = 'Nordwerk Supply';
export const SHOPWARE_VERSION = '6.6.7.1';

/** Shopware's own constants, the same in every shop. */
export const SYSTEM_LANGUAGE_ID = '2fbb5fe2e29a4d70aa5854ce7ce3e20b';
export const SYSTEM_CURRENCY_ID = 'b7d2554b0ce847cd82f3ac9bd1c0dfca';
export const STOREFRONT_TYPE_ID = '8a243080f92e4c719546314b577cf82b';
export const HEADLESS_TYPE_ID = 'f183ee5650cf4bdb8a774337575067a6';
export const LIVE_VERSION_ID = '0fa91ce3e96a4bc2be4bd9ce752c3425';

export const SALES_CHANNEL_ID = fixedId('sales-channel', 'storefront');
export const OTHER_SALES_CHANNEL_ID = fixedId('sales-channel', 'other');
export const SNIPPET_SET_ID = fixedId('snippet-set', 'en-GB');
export const COUNTRY_ID = fixedId('country', 'DE');
export const SALUTATION_ID = fixedId('salutation', 'not_specified');
export const SHIPPING_METHOD_ID = fixedId('shipping-method', 'standard');
export const PAYMENT_METHOD_ID = fixedId('payment-method', 'invoice');
export const ROOT_CATEGORY_ID = fixedId('category', 'root');

export const GERMAN_LANGUAGE_ID = fixedId('language', 'de-DE');
export const FRANC_CURRENCY_ID = fixedId('currency', 'CHF');

export const ACCESS_KEY = 'SWSCNORDWERKDEMOSTOREFRONT';
export const OTHER_ACCESS_KEY = 'SWSCNORDWERKDEMOOUTLETSHOP';
export const CLIENT_ID = 'SWIANORDWERKDEMOPUNCHGATE0';
export const CLIENT_SECRET = 'nordwerk-demo-integration-secret';

/** When the seed was written: rows of the shop that nobody touches carry it. */
export const SEEDED_AT = '2026-01-12T08:00:00.000+00:00';
