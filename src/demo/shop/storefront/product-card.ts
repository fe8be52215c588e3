import { type Html, html } from '../../html.ts';
import type { CatalogProduct } from '../catalog.ts';
import { calculatedPriceOf, calculatedTiersOf } from '../price/product-price.ts';
import { addForm } from './add-form.ts';
import type { PageView } from './page-view.ts';
import { priceText } from './price-text.ts';

export function productGrid(view: PageView, products: CatalogProduct[]): Html {
  return html`<div class="product-grid">${products.map((product) => productCard(view, product))}</div>`;
}

function productCard(view: PageView, product: CatalogProduct): Html {
  const { baseUrl, taxStatus } = view;
  const tiers = calculatedTiersOf(product, taxStatus);
  const price = tiers.at(-1) ?? calculatedPriceOf(product, taxStatus);
  return html`<article class="product-card">
  <a class="product-card-picture" href="${baseUrl}/detail/${product.id}" tabindex="-1" aria-hidden="true">
    <img src="${baseUrl}/media/${product.picture}.svg" alt="" width="240" height="180" loading="lazy">
  </a>
  <div class="product-card-text">
    <span class="product-card-manufacturer">${product.manufacturer.name}</span>
    <h3><a href="${baseUrl}/detail/${product.id}">${product.name}${variantText(product)}</a></h3>
    <span class="product-card-number">${product.number}</span>
  </div>
  <div class="product-card-buy">
    <p class="product-card-price">${tiers.length > 1 && html`<small>from</small> `}<strong>${priceText(price.unitPrice)}</strong>${product.unit && html` <small>/ ${product.unit.name}</small>`}</p>
    ${addForm(product, { quantity: product.minPurchase, compact: true, back: backTo(view) })}
  </div>
</article>`;
}

export function variantText({ variant }: CatalogProduct): string {
  if (!variant) return '';
  return `, ${variant.options.map(({ group, option }) => `${group.toLowerCase()} ${option}`).join(', ')}`;
}

/** After adding from a list, the buyer stays in the list. */
function backTo({ path, searchTerm }: PageView) {
  if (path === '/search') return { route: 'frontend.search.page', parameters: { search: searchTerm } };
  const navigationId = path.match(/^\/navigation\/(\w+)$/)?.[1];
  if (!navigationId) return { route: 'frontend.home.page', parameters: {} };
  return { route: 'frontend.navigation.page', parameters: { navigationId } };
}
