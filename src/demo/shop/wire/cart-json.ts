import { createHash } from 'node:crypto';
import { type CalculatedCart, calculateCart } from '../cart/calculate-cart.ts';
import type { CartError } from '../cart/cart-error.ts';
import type { CalculatedPrice } from '../price/calculated-price.ts';
import type { Shop, ShopContext } from '../shop.ts';
import { PAYMENT_METHOD_ID } from '../shop-constants.ts';
import { customerOf } from '../shop-context.ts';
import { deliveriesJson, transactionJson } from './delivery-json.ts';
import { lineItemJson, promotionLineJson } from './line-item-json.ts';
import { cartPriceJson } from './price-json.ts';

/** The cart of a context as Store API and storefront show it. */
export function cartJson(shop: Shop, context: ShopContext, errors: CartError[] = []) {
  const customer = customerOf(shop, context);
  const cart = calculateCart(context, shop.catalog, customer);
  const now = new Date();
  const { customerComment, affiliateCode, campaignCode } = context.cart;
  return {
    extensions: { 'cart-promotions': promotionExtension() },
    price: cartPriceJson(cart),
    lineItems: linesJson(cart, now),
    errors: errorsJson(errors),
    deliveries: deliveriesJson(cart, customer, now),
    transactions: cart.lines.length > 0 ? [transactionJson(wholeAmount(cart), PAYMENT_METHOD_ID)] : [],
    modified: false,
    customerComment,
    affiliateCode,
    campaignCode,
    source: null,
    hash: createHash('sha256').update(JSON.stringify(context.cart)).digest('hex'),
    errorHash:
      errors.length > 0 ? createHash('md5').update(JSON.stringify(errors)).digest('hex').slice(0, 16) : '',
    token: context.token,
    states: [],
    apiAlias: 'cart',
  };
}

/** The whole of a cart as one price: what is to be paid. */
export function wholeAmount(cart: CalculatedCart): CalculatedPrice {
  const { totalPrice, calculatedTaxes, taxRules } = cart;
  return { unitPrice: totalPrice, quantity: 1, totalPrice, calculatedTaxes, taxRules, referencePrice: null };
}

function linesJson(cart: CalculatedCart, now: Date) {
  const lines = cart.lines.map((line) => lineItemJson(line, now));
  return cart.promotion ? [...lines, promotionLineJson(cart.promotion, now)] : lines;
}

/** PHP's trap: an object by key, but `[]` where there is none. */
function errorsJson(errors: CartError[]) {
  if (errors.length === 0) return [];
  return Object.fromEntries(
    errors.map((error) => [error.key, { ...error, code: 0, blockResubmit: error.block }]),
  );
}

function promotionExtension() {
  return {
    addedCodes: [],
    blockedPromotionIds: [],
    apiAlias: 'shopware_core_checkout_promotion_cart_extension_cart_extension',
  };
}
