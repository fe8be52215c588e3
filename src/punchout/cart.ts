import type { Decimal } from './money.ts';

/** What the shop says about the article of a line. Empty strings never occur: what the shop has not is absent. */
export interface Product {
  id?: string;
  number?: string;
  name?: string;
  description?: string;
  ean?: string;
  manufacturer?: string;
  manufacturerNumber?: string;
  weight?: string;
  packUnit?: string;
  category?: string;
  deliveryDays?: string;
  customFields: Record<string, string>;
}

/** One line of the shop's cart. */
export interface CartItem {
  kind: 'item' | 'discount' | 'shipping';
  /** Name of the line in the shop's cart, unique there. */
  key: string;
  name: string;
  quantity: Decimal;
  /** The shop's own name of the unit, e.g. `pc` or `Stk`. */
  unit?: string;
  /** Value of the whole line without tax, in the cart's currency. */
  netTotal: Decimal;
  /** Value of the whole line as the shop shows it: with tax in a gross cart, without in a net one. */
  shownTotal: Decimal;
  /** Tax of the whole line, whether or not `shownTotal` has it in it. */
  tax: Decimal;
  /** Per cent. Absent where a line mixes rates. */
  taxRate?: Decimal;
  product: Product;
}

/** A cart as read from the shop, protocol-neutral. Money is decimal strings in `currency`. */
export interface Cart {
  currency: string;
  /** Decimal places of the currency, e.g. 2 for EUR. */
  currencyDecimals: number;
  items: CartItem[];
  shipping: CartItem | undefined;
  /** Items and shipping without tax, as the shop sums them up. */
  netTotal: Decimal;
  /** Items and shipping in the shop's own tax mode, as the shop sums them up. */
  shownTotal: Decimal;
  taxStatus: 'gross' | 'net' | 'tax-free';
}
