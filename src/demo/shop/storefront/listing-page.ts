import { html } from '../../html.ts';
import type { CatalogCategory, CatalogProduct } from '../catalog.ts';
import { page } from './page.ts';
import type { PageView } from './page-view.ts';
import { productGrid } from './product-card.ts';

export function categoryPage(view: PageView, category: CatalogCategory, products: CatalogProduct[]): string {
  const main = html`<div class="container">
  <nav class="breadcrumb" aria-label="Breadcrumb"><a href="${view.baseUrl}/">Home</a> <span>${category.name}</span></nav>
  <header class="listing-head"><h1>${category.name}</h1><p>${category.teaser} · ${count(products.length)}</p></header>
  ${productGrid(view, products)}
</div>`;
  return page(view, { title: category.name, bodyClass: 'is-ctl-navigation is-act-index', main });
}

export function searchPage(view: PageView, products: CatalogProduct[]): string {
  const main = html`<div class="container">
  <header class="listing-head"><h1>${count(products.length)}${view.searchTerm && ` for “${view.searchTerm}”`}</h1></header>
  ${products.length > 0 ? productGrid(view, products) : html`<p class="empty-note">Nothing found. Try an article number, an EAN or fewer words.</p>`}
</div>`;
  return page(view, { title: `Search: ${view.searchTerm}`, bodyClass: 'is-ctl-search is-act-search', main });
}

function count(number: number): string {
  return number === 1 ? '1 article' : `${number} articles`;
}
