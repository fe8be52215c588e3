import type { CartFault } from './cart-fault.ts';
import type { Decimal } from './money.ts';

/** What the shop says about the article of a line. Empty strings never occur: what the shop has not is absent. */
export interface Product {
  id?: string;
  number?: string;
  name?: string;
  description?: string;
  /** Address of its page in the shop. */
  url?: string;
  imageUrl?: string;
  ean?: string;
  manufacturer?: string;
  manufacturerNumber?: string;
  /** In kilograms. */
  weight?: string;
  /** In millimetres, as are height and length. */
  width?: string;
  height?: string;
  length?: string;
  packUnit?: string;
  packUnitPlural?: string;
  /** Name of the unit, where `unit` of the line is its short form. */
  unitName?: string;
  /** How many units are in one piece, and for how many the shop shows its base price. */
  content?: string;
  referenceQuantity?: string;
  stock?: string;
  /** `true` or `false`. */
  available?: string;
  minimumQuantity?: string;
  quantityStep?: string;
  maximumQuantity?: string;
  category?: string;
  categoryId?: string;
  /** Names from the first category below the root, with ` > ` between them. */
  categoryPath?: string;
  deliveryDays?: string;
  deliveryText?: string;
  /** ISO 8601. */
  releaseDate?: string;
  tags?: string;
  /** What makes it this variant of its family, e.g. `Size: L`; properties are what it says besides. By group. */
  options?: Readonly<Record<string, string>>;
  properties?: Readonly<Record<string, string>>;
  /** Custom fields by path: `a.0.b` is in a list in `a`. */
  customFields: Record<string, string>;
  categoryFields?: Readonly<Record<string, string>>;
  manufacturerFields?: Readonly<Record<string, string>>;
}

/** A customer as the shop has it; what it has not is absent. */
export interface ShopCustomer {
  number?: string;
  email?: string;
  company?: string;
  firstName?: string;
  lastName?: string;
  group?: string;
  /** Of the billing address; the country in two letters (ISO 3166-1). */
  street?: string;
  zip?: string;
  city?: string;
  country?: string;
  customFields: Readonly<Record<string, string>>;
}

/** A bracket around lines, which has no article of its own. */
export interface Bundle {
  /** Name of the bracket in the shop's cart, unique there. */
  key: string;
  name: string;
  number?: string | undefined;
  quantity: Decimal;
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
  /** It is more than its article: the shop's customer has chosen options that only this line has. */
  configured?: true;
  /** Brackets that it stood in, the outermost first. */
  bundles?: readonly Bundle[];
}

/** What is true of all lines that were read together. */
export interface CartFacts {
  currency: string;
  /** Decimal places of the currency, e.g. 2 for EUR. */
  currencyDecimals: number;
  /** Of the texts, e.g. `de-DE`, where the shop says it. */
  language?: string | undefined;
  /** Who is logged in. */
  shopCustomer?: ShopCustomer | undefined;
}

/** A cart as read from the shop, protocol-neutral. Money is decimal strings in `currency`. */
export interface Cart extends CartFacts {
  items: CartItem[];
  shipping: CartItem | undefined;
  /** Items and shipping without tax, as the shop sums them up. */
  netTotal: Decimal;
  /** Items and shipping in the shop's own tax mode, as the shop sums them up. */
  shownTotal: Decimal;
  taxStatus: 'gross' | 'net' | 'tax-free';
  /** What the shop says about its goods. */
  faults?: readonly CartFault[];
}
