import type { CatalogueItem, PriceScale } from '../punchout/catalogue-item.ts';
import { articlePrice, type PriceTerms } from './article-price.ts';
import { totalsOf } from './cart-item.ts';
import type { CatalogueProduct } from './catalogue-product.ts';
import { definedOnly } from './defined-only.ts';
import { articleProduct, articleUnit } from './product-of.ts';

export interface CatalogueTerms extends PriceTerms {
  /** See `articleProduct`. */
  storefront: string;
}

/** An article as the cart would have it in its smallest quantity. */
export function catalogueItem(article: CatalogueProduct, terms: CatalogueTerms): CatalogueItem {
  const quantity = article.minPurchase ?? 1;
  const product = articleProduct(article, terms.storefront);
  const unit = articleUnit(article);
  return {
    kind: 'item',
    key: article.id,
    name: product.name ?? product.number ?? article.id,
    quantity: String(quantity),
    ...totalsOf([articlePrice(article, quantity, terms)], terms.taxStatus),
    ...definedOnly({ unit }),
    product,
    scales: scalesOf(article, terms),
  };
}

/** Each scale begins after the one before it; the last one has no end. */
function scalesOf(article: CatalogueProduct, terms: CatalogueTerms): PriceScale[] {
  const { calculatedPrices } = article;
  return calculatedPrices.map((price, index) => {
    const from = (calculatedPrices[index - 1]?.quantity ?? 0) + 1;
    const to = index === calculatedPrices.length - 1 ? undefined : String(price.quantity);
    const { netTotal } = totalsOf([articlePrice(article, from, terms)], terms.taxStatus);
    return { from: String(from), to, netTotal };
  });
}
