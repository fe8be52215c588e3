import type { Context } from 'koa';
import type { Shop } from '../shop.ts';
import {
  PAYMENT_METHOD_ID,
  SALES_CHANNEL_ID,
  SHIPPING_METHOD_ID,
  SYSTEM_CURRENCY_ID,
  SYSTEM_LANGUAGE_ID,
} from '../shop-constants.ts';
import { customerOf } from '../shop-context.ts';
import { currencyJson } from '../wire/currency-json.ts';
import { customerGroupJson, customerJson } from '../wire/customer-json.ts';
import { paymentMethodJson } from '../wire/payment-method-json.ts';
import { shippingMethodJson } from '../wire/shipping-method-json.ts';
import { shopContext } from './authenticate-store-api.ts';

export function answerContext(shop: Shop) {
  return (ctx: Context): void => {
    const context = shopContext(ctx);
    const customer = customerOf(shop, context);
    ctx.body = {
      token: context.token,
      currentCustomerGroup: customerGroupJson(customer?.taxStatus ?? 'gross'),
      currency: currencyJson(),
      salesChannel: { id: SALES_CHANNEL_ID, languageId: SYSTEM_LANGUAGE_ID, currencyId: SYSTEM_CURRENCY_ID },
      customer: customer ? customerJson(customer) : null,
      paymentMethod: paymentMethodJson(),
      shippingMethod: shippingMethodJson(),
      context: {
        languageIdChain: [SYSTEM_LANGUAGE_ID],
        currencyFactor: 1,
        taxState: customer?.taxStatus ?? 'gross',
      },
      languageInfo: { name: 'English', localeCode: 'en-GB' },
      apiAlias: 'sales_channel_context',
    };
  };
}

/** Takes any choice of address, shipping or payment: there is only one of each. */
export function answerPatchContext() {
  return (ctx: Context): void => {
    ctx.body = {
      contextToken: shopContext(ctx).token,
      redirectUrl: null,
      shippingMethodId: SHIPPING_METHOD_ID,
      paymentMethodId: PAYMENT_METHOD_ID,
      apiAlias: 'array_struct',
    };
  };
}
