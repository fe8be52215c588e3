import Big from 'big.js';
import type { TaxStatus } from '../shop-customer.ts';

/** `percentage` of the price is taxed at `taxRate`; shipping and discounts mix the rates of the goods. */
export interface TaxRule {
  taxRate: number;
  percentage: Big;
}

export interface CalculatedTax {
  taxRate: number;
  tax: Big;
  /** The part of the price, as shown, that this tax belongs to. */
  price: Big;
}

export interface ReferencePriceDefinition {
  purchaseUnit: number;
  referenceUnit: number;
  unitName: string;
}

export interface CalculatedPrice {
  unitPrice: Big;
  quantity: number;
  totalPrice: Big;
  calculatedTaxes: CalculatedTax[];
  taxRules: TaxRule[];
  referencePrice: (ReferencePriceDefinition & { price: Big }) | null;
}

export interface PriceDefinition {
  /** One unit, in the tax status of the context, not yet rounded. */
  price: Big;
  quantity: number;
  taxRules: TaxRule[];
  reference: ReferencePriceDefinition | null;
}

/** The rounding of the shop's currency: two decimals, half up, for item prices as for totals. */
export function toCents(amount: Big): Big {
  return amount.round(2, Big.roundHalfUp);
}

/** The unit price is rounded first and then multiplied, as Shopware's QuantityPriceCalculator does. */
export function calculatePrice(definition: PriceDefinition, taxStatus: TaxStatus): CalculatedPrice {
  const { quantity, taxRules, reference } = definition;
  const unitPrice = toCents(definition.price);
  const totalPrice = toCents(unitPrice.times(quantity));
  return {
    unitPrice,
    quantity,
    totalPrice,
    calculatedTaxes: taxRules.map((rule) => calculateTax(totalPrice, rule, taxStatus)),
    taxRules,
    referencePrice: reference && { ...reference, price: referencePrice(unitPrice, reference) },
  };
}

export function fullTaxRule(taxRate: number): TaxRule[] {
  return [{ taxRate, percentage: Big(100) }];
}

/** The rates of some goods in the proportion of their value: what shipping and discounts are taxed at. */
export function mixedTaxRules(prices: CalculatedPrice[]): TaxRule[] {
  const taxes = mergeTaxes(prices);
  const total = taxes.reduce((sum, tax) => sum.plus(tax.price), Big(0));
  if (total.eq(0)) return taxes.slice(0, 1).map(({ taxRate }) => ({ taxRate, percentage: Big(100) }));
  return taxes.map(({ taxRate, price }) => ({ taxRate, percentage: price.times(100).div(total) }));
}

/** The taxes of several prices, summed by rate (Shopware's horizontal calculation). */
export function mergeTaxes(prices: CalculatedPrice[]): CalculatedTax[] {
  const merged = new Map<number, CalculatedTax>();
  for (const { taxRate, tax, price } of prices.flatMap((one) => one.calculatedTaxes)) {
    const sum = merged.get(taxRate) ?? { taxRate, tax: Big(0), price: Big(0) };
    merged.set(taxRate, { taxRate, tax: sum.tax.plus(tax), price: sum.price.plus(price) });
  }
  return [...merged.values()];
}

function calculateTax(total: Big, rule: TaxRule, taxStatus: TaxStatus): CalculatedTax {
  const share = toCents(total.times(rule.percentage).div(100));
  const divisor = taxStatus === 'gross' ? 100 + rule.taxRate : 100;
  return { taxRate: rule.taxRate, tax: toCents(share.times(rule.taxRate).div(divisor)), price: share };
}

function referencePrice(unitPrice: Big, { purchaseUnit, referenceUnit }: ReferencePriceDefinition): Big {
  return toCents(unitPrice.div(purchaseUnit).times(referenceUnit));
}
