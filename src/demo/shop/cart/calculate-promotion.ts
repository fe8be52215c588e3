import Big from 'big.js';
import { type CalculatedPrice, calculatePrice, mixedTaxRules, toCents } from '../price/calculated-price.ts';
import type { ShopCustomer } from '../shop-customer.ts';
import { fixedId } from '../shopware-id.ts';

export const FRAMEWORK_PROMOTION = {
  id: fixedId('promotion', 'framework'),
  discountId: fixedId('promotion-discount', 'framework'),
  name: 'Framework discount 5%',
  percent: 5,
};

export interface CalculatedPromotion {
  lineId: string;
  price: CalculatedPrice;
}

/** An automatic promotion: 5 % off for carts of the customer above the value agreed with them. */
export function calculatePromotion(
  goods: CalculatedPrice[],
  customer: ShopCustomer | undefined,
): CalculatedPromotion | undefined {
  if (!customer?.discountFrom) return undefined;
  const value = goods.reduce((sum, price) => sum.plus(price.totalPrice), Big(0));
  if (value.lt(customer.discountFrom)) return undefined;
  const price = toCents(value.times(FRAMEWORK_PROMOTION.percent).div(100)).neg();
  const definition = { price, quantity: 1, taxRules: mixedTaxRules(goods), reference: null };
  return { lineId: FRAMEWORK_PROMOTION.discountId, price: calculatePrice(definition, customer.taxStatus) };
}
