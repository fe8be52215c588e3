import { type Html, html } from '../../html.ts';
import type { CatalogProduct } from '../catalog.ts';
import { calculatedTiersOf } from '../price/product-price.ts';
import type { TaxStatus } from '../shop-customer.ts';
import { priceText } from './price-text.ts';

/** Graduated prices; nothing where there is only one. */
export function tierTable(product: CatalogProduct, taxStatus: TaxStatus): Html | undefined {
  const prices = calculatedTiersOf(product, taxStatus);
  if (prices.length < 2) return undefined;
  return html`<table class="tiers"><caption>Graduated prices</caption>
  <tr><th scope="row">From</th>${product.tiers.map(({ from }) => html`<td>${from}</td>`)}</tr>
  <tr><th scope="row">Each</th>${prices.map(({ unitPrice }) => html`<td>${priceText(unitPrice)}</td>`)}</tr>
</table>`;
}
