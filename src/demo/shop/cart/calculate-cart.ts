import Big from 'big.js';
import type { Catalog, CatalogProduct } from '../catalog.ts';
import {
  type CalculatedPrice,
  type CalculatedTax,
  calculatePrice,
  mergeTaxes,
  type PriceDefinition,
  type TaxRule,
} from '../price/calculated-price.ts';
import { type PriceTerms, priceDefinitionOf } from '../price/product-price.ts';
import type { ShopContext } from '../shop.ts';
import type { ShopCustomer, TaxStatus } from '../shop-customer.ts';
import { currencyOf, languageOf } from '../shop-terms.ts';
import { type CalculatedPromotion, calculatePromotion } from './calculate-promotion.ts';
import { calculateShipping } from './calculate-shipping.ts';
import type { PriceOverwrite, StoredLine } from './stored-cart.ts';

export interface CalculatedLine {
  stored: StoredLine;
  product: CatalogProduct | undefined;
  label: string;
  definition: PriceDefinition;
  price: CalculatedPrice;
}

export interface CalculatedCart {
  taxStatus: TaxStatus;
  lines: CalculatedLine[];
  promotion: CalculatedPromotion | undefined;
  /** undefined: nothing to deliver. */
  shipping: CalculatedPrice | undefined;
  calculatedTaxes: CalculatedTax[];
  taxRules: TaxRule[];
  netPrice: Big;
  totalPrice: Big;
  positionPrice: Big;
}

/** What the cart of a context costs this customer; without a customer: gross list prices. */
export function calculateCart(
  { cart, currencyId, languageId }: Pick<ShopContext, 'cart' | 'currencyId' | 'languageId'>,
  catalog: Catalog,
  customer: ShopCustomer | undefined,
): CalculatedCart {
  const taxStatus = customer?.taxStatus ?? 'gross';
  const { factor } = currencyOf(currencyId);
  const { mark } = languageOf(languageId);
  const lines = cart.lines.map((line) => calculateLine(line, catalog, { taxStatus, factor, mark }));
  const goods = lines.map((line) => line.price);
  const promotion = calculatePromotion(goods, customer);
  const positions = promotion ? [...goods, promotion.price] : goods;
  const shipping = calculateShipping(positions, customer, factor);
  return { taxStatus, lines, promotion, shipping, ...sumUp(positions, shipping, taxStatus) };
}

function calculateLine(
  stored: StoredLine,
  catalog: Catalog,
  terms: PriceTerms & { mark: string },
): CalculatedLine {
  const { taxStatus, mark } = terms;
  const product = catalog.byId.get(stored.referencedId);
  const definition = stored.overwrite
    ? overwrittenPrice(stored.overwrite, stored.quantity, taxStatus)
    : listPrice(product, stored.quantity, terms);
  return {
    stored,
    product,
    label: stored.label ?? (product ? product.name + mark : ''),
    definition,
    price: calculatePrice(definition, taxStatus),
  };
}

function listPrice(
  product: CatalogProduct | undefined,
  quantity: number,
  terms: PriceTerms,
): PriceDefinition {
  if (!product) throw new Error('a line without a product needs a price of its own');
  return priceDefinitionOf(product, quantity, terms);
}

/** Without `isCalculated` the price is net, and a gross context adds the tax: 9.52 becomes 11.33. */
function overwrittenPrice(
  overwrite: PriceOverwrite,
  quantity: number,
  taxStatus: TaxStatus,
): PriceDefinition {
  const { taxRules } = overwrite;
  const price = Big(overwrite.price);
  const isNet = !overwrite.isCalculated && taxStatus === 'gross';
  const taxes = taxRules.map(({ taxRate, percentage }) => price.times(taxRate).times(percentage).div(10_000));
  const taxed = taxes.reduce((sum, tax) => sum.plus(tax), price);
  return { price: isNet ? taxed : price, quantity, taxRules, reference: null };
}

function sumUp(positions: CalculatedPrice[], shipping: CalculatedPrice | undefined, taxStatus: TaxStatus) {
  const all = shipping ? [...positions, shipping] : positions;
  const calculatedTaxes = mergeTaxes(all);
  const shown = sum(all.map((price) => price.totalPrice));
  const tax = sum(calculatedTaxes.map((one) => one.tax));
  return {
    calculatedTaxes,
    taxRules: calculatedTaxes.map(({ taxRate }) => ({ taxRate, percentage: Big(100) })),
    netPrice: taxStatus === 'gross' ? shown.minus(tax) : shown,
    totalPrice: taxStatus === 'gross' ? shown : shown.plus(tax),
    positionPrice: sum(positions.map((price) => price.totalPrice)),
  };
}

function sum(amounts: Big[]): Big {
  return amounts.reduce((total, amount) => total.plus(amount), Big(0));
}
