import type { TaxRule } from '../price/calculated-price.ts';

/** A price that the holder of the token set: only allowed in contexts with `allowProductPriceOverwrites`. */
export interface PriceOverwrite {
  price: string;
  taxRules: TaxRule[];
  /** false: the price is net and is taxed once more in a gross context. */
  isCalculated: boolean;
}

export interface StoredLine {
  id: string;
  type: 'product' | 'custom';
  referencedId: string;
  /** Shown instead of the product's name; needed for custom lines. */
  label: string | null;
  quantity: number;
  overwrite: PriceOverwrite | null;
  uniqueIdentifier: string;
}

export interface StoredCart {
  lines: StoredLine[];
  customerComment: string | null;
  affiliateCode: string | null;
  campaignCode: string | null;
}

export function emptyCart(): StoredCart {
  return { lines: [], customerComment: null, affiliateCode: null, campaignCode: null };
}
