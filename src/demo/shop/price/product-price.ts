import Big from 'big.js';
import type { CatalogProduct } from '../catalog.ts';
import type { TaxStatus } from '../shop-customer.ts';
import {
  type CalculatedPrice,
  calculatePrice,
  fullTaxRule,
  type PriceDefinition,
  type ReferencePriceDefinition,
} from './calculated-price.ts';

/** What a list price depends on; `factor` is that of the currency. */
export interface PriceTerms {
  taxStatus: TaxStatus;
  factor: number;
}

/** The list price for a quantity: the tier it falls into, in tax status and currency of the context. */
export function priceDefinitionOf(
  product: CatalogProduct,
  quantity: number,
  { taxStatus, factor }: PriceTerms,
): PriceDefinition {
  const tier = product.tiers.findLast(({ from }) => from <= quantity) ?? product.tiers[0] ?? product;
  return {
    price: Big(tier[taxStatus]).times(factor),
    quantity,
    taxRules: fullTaxRule(product.taxRate),
    reference: referenceOf(product),
  };
}

export function calculatedPriceOf(
  product: CatalogProduct,
  taxStatus: TaxStatus,
  factor = 1,
): CalculatedPrice {
  return calculatePrice(priceDefinitionOf(product, 1, { taxStatus, factor }), taxStatus);
}

/** One price per tier; its quantity is the last one of the tier, or the first one of the open end. */
export function calculatedTiersOf(
  product: CatalogProduct,
  taxStatus: TaxStatus,
  factor = 1,
): CalculatedPrice[] {
  return product.tiers.map((tier) =>
    calculatePrice(
      {
        ...priceDefinitionOf(product, tier.from, { taxStatus, factor }),
        quantity: tier.to ?? tier.from,
      },
      taxStatus,
    ),
  );
}

/** Shopware shows a base price only where the amount in a pack differs from the unit of reference. */
function referenceOf(product: CatalogProduct): ReferencePriceDefinition | null {
  const { unit, purchaseUnit, referenceUnit } = product;
  if (!unit || !purchaseUnit || !referenceUnit || purchaseUnit === referenceUnit) return null;
  return { purchaseUnit, referenceUnit, unitName: unit.name };
}
