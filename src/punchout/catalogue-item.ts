import type { CartItem } from './cart.ts';
import type { Decimal } from './money.ts';

/** Price of an article from a quantity on. */
export interface PriceScale {
  from: Decimal;
  /** The last quantity; undefined where there is no end. */
  to: Decimal | undefined;
  /** Value of `from` of it, without tax. */
  netTotal: Decimal;
}

export interface CatalogueItem extends CartItem {
  /** Ascending; none where one price is for all quantities. */
  scales: PriceScale[];
}
