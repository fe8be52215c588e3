import { add, divide, multiply, round } from '../punchout/money.ts';
import type { ArticlePrice, CatalogueProduct } from './catalogue-product.ts';
import type { ShopPrice, TaxStatus } from './shop-cart.ts';

/** How the shop calculates for the customer. */
export interface PriceTerms {
  taxStatus: TaxStatus;
  decimals: number;
}

/** What so many of an article cost, calculated as the cart would: the scale of the quantity, tax rounded for the line. */
export function articlePrice(
  article: CatalogueProduct,
  quantity: number,
  { taxStatus, decimals }: PriceTerms,
): ShopPrice {
  const { unitPrice, taxRules } = scaleOf(article, quantity);
  const totalPrice = round(multiply(unitPrice, String(quantity)), decimals);
  const calculatedTaxes = taxRules.map(({ taxRate, percentage }) => {
    const divisor = multiply('100', taxStatus === 'gross' ? add('100', taxRate) : '100');
    const taxed = multiply(totalPrice, percentage);
    return { taxRate, tax: divide(multiply(taxed, taxRate), divisor, decimals) };
  });
  return { totalPrice, calculatedTaxes: taxStatus === 'tax-free' ? [] : calculatedTaxes };
}

/** The first scale that reaches the quantity; the last one has no end. */
function scaleOf({ calculatedPrice, calculatedPrices }: CatalogueProduct, quantity: number): ArticlePrice {
  const scale = calculatedPrices.find((price) => price.quantity >= quantity);
  return scale ?? calculatedPrices.at(-1) ?? calculatedPrice;
}
