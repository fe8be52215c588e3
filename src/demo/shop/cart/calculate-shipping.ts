import Big from 'big.js';
import { type CalculatedPrice, calculatePrice, mixedTaxRules } from '../price/calculated-price.ts';
import type { ShopCustomer } from '../shop-customer.ts';

const STANDARD = { gross: '4.90', net: '4.12' };
const FREE_FROM = '150.00';

/** 4.90 (with tax) below 150; free from there on, and free for customers who agreed so. */
export function calculateShipping(
  positions: CalculatedPrice[],
  customer: ShopCustomer | undefined,
  factor: number,
): CalculatedPrice | undefined {
  if (positions.length === 0) return undefined;
  const taxStatus = customer?.taxStatus ?? 'gross';
  const value = positions.reduce((sum, price) => sum.plus(price.totalPrice), Big(0));
  const isFree = customer?.freeShipping || value.gte(Big(FREE_FROM).times(factor));
  const price = Big(isFree ? 0 : STANDARD[taxStatus]).times(factor);
  return calculatePrice(
    { price, quantity: 1, taxRules: mixedTaxRules(positions), reference: null },
    taxStatus,
  );
}
