import type Big from 'big.js';
import type { CalculatedCart } from '../cart/calculate-cart.ts';
import type { CalculatedPrice, CalculatedTax, PriceDefinition, TaxRule } from '../price/calculated-price.ts';

export function calculatedPriceJson(price: CalculatedPrice) {
  return {
    unitPrice: amount(price.unitPrice),
    quantity: price.quantity,
    totalPrice: amount(price.totalPrice),
    calculatedTaxes: price.calculatedTaxes.map(taxJson),
    taxRules: price.taxRules.map(taxRuleJson),
    referencePrice: price.referencePrice && {
      ...price.referencePrice,
      price: amount(price.referencePrice.price),
      apiAlias: 'cart_price_reference',
    },
    listPrice: null,
    regulationPrice: null,
    apiAlias: 'calculated_price',
  };
}

export function quantityDefinitionJson(definition: PriceDefinition) {
  return {
    price: amount(definition.price),
    taxRules: definition.taxRules.map(taxRuleJson),
    quantity: definition.quantity,
    isCalculated: true,
    referencePriceDefinition: definition.reference && {
      ...definition.reference,
      apiAlias: 'cart_price_reference_definition',
    },
    listPrice: null,
    regulationPrice: null,
    type: 'quantity',
    apiAlias: 'cart_price_quantity',
  };
}

export function cartPriceJson(cart: CalculatedCart) {
  return {
    netPrice: amount(cart.netPrice),
    totalPrice: amount(cart.totalPrice),
    calculatedTaxes: cart.calculatedTaxes.map(taxJson),
    taxRules: cart.taxRules.map(taxRuleJson),
    positionPrice: amount(cart.positionPrice),
    taxStatus: cart.taxStatus,
    rawTotal: amount(cart.totalPrice),
    apiAlias: 'cart_price',
  };
}

export function amount(value: Big): number {
  return value.toNumber();
}

function taxJson({ tax, taxRate, price }: CalculatedTax) {
  return { tax: amount(tax), taxRate, price: amount(price), apiAlias: 'cart_tax_calculated' };
}

function taxRuleJson({ taxRate, percentage }: TaxRule) {
  return { taxRate, percentage: amount(percentage), apiAlias: 'cart_tax_rule' };
}
