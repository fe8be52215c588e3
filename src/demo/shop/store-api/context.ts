import type { Context } from 'koa';
import { z } from 'zod';
import { unknownEntity } from '../admin-api/switch-customer.ts';
import { jsonBody } from '../json-body.ts';
import type { Shop } from '../shop.ts';
import {
  PAYMENT_METHOD_ID,
  SALES_CHANNEL_ID,
  SHIPPING_METHOD_ID,
  SYSTEM_CURRENCY_ID,
  SYSTEM_LANGUAGE_ID,
} from '../shop-constants.ts';
import { customerOf } from '../shop-context.ts';
import { currencyOf, isCurrency, isLanguage, languageOf } from '../shop-terms.ts';
import { currencyJson } from '../wire/currency-json.ts';
import { customerGroupJson, customerJson } from '../wire/customer-json.ts';
import { paymentMethodJson } from '../wire/payment-method-json.ts';
import { shippingMethodJson } from '../wire/shipping-method-json.ts';
import { shopContext, shownLanguage } from './authenticate-store-api.ts';

export function answerContext(shop: Shop) {
  return (ctx: Context): void => {
    const context = shopContext(ctx);
    const customer = customerOf(shop, context);
    const languageId = shownLanguage(ctx);
    const { name, localeCode } = languageOf(languageId);
    ctx.body = {
      token: context.token,
      currentCustomerGroup: customerGroupJson(customer?.taxStatus ?? 'gross'),
      currency: currencyJson(context.currencyId),
      salesChannel: { id: SALES_CHANNEL_ID, languageId: SYSTEM_LANGUAGE_ID, currencyId: SYSTEM_CURRENCY_ID },
      customer: customer ? customerJson(customer) : null,
      paymentMethod: paymentMethodJson(),
      shippingMethod: shippingMethodJson(),
      context: {
        languageIdChain: [...new Set([languageId, SYSTEM_LANGUAGE_ID])],
        currencyFactor: currencyOf(context.currencyId).factor,
        taxState: customer?.taxStatus ?? 'gross',
      },
      languageInfo: { name, localeCode },
      apiAlias: 'sales_channel_context',
    };
  };
}

const choiceSchema = z.looseObject({ languageId: z.string().nullish(), currencyId: z.string().nullish() });

/** Takes any choice of address, shipping or payment: there is only one of each. */
export function answerPatchContext() {
  return (ctx: Context): void => {
    const { languageId, currencyId } = jsonBody(ctx, choiceSchema);
    const context = shopContext(ctx);
    if (languageId && !isLanguage(languageId)) throw unknownEntity('language', '/languageId', languageId);
    if (currencyId && !isCurrency(currencyId)) throw unknownEntity('currency', '/currencyId', currencyId);
    context.languageId = languageId || context.languageId;
    context.currencyId = currencyId || context.currencyId;
    ctx.body = {
      contextToken: shopContext(ctx).token,
      redirectUrl: null,
      shippingMethodId: SHIPPING_METHOD_ID,
      paymentMethodId: PAYMENT_METHOD_ID,
      apiAlias: 'array_struct',
    };
  };
}
