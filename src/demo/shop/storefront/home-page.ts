import { type Html, html } from '../../html.ts';
import type { CatalogProduct } from '../catalog.ts';
import { icon } from './icons.ts';
import { page } from './page.ts';
import type { PageView } from './page-view.ts';
import { productGrid } from './product-card.ts';

export function homePage(view: PageView, products: CatalogProduct[]): string {
  const main = html`<section class="hero"><div class="container">
  <div class="hero-text">
    <p class="eyebrow">Workshop · site · office</p>
    <h1>Everything the job needs. On your terms.</h1>
    <p>${view.customer ? `Welcome, ${view.customer.company || view.customer.lastName}. These are your agreed prices.` : 'Business prices, short lead times and one invoice for all of it.'}</p>
    <ul class="hero-points">
      <li>${icon('truck')} 1–3 days</li><li>${icon('check')} Stock shown live</li><li>${icon('lock')} Orders by punchout</li>
    </ul>
  </div>
</div></section>
<div class="container">
  <section class="category-tiles">${view.categories.map((category) => categoryTile(view, category))}</section>
  <section class="listing"><h2>Ordered again and again</h2>${productGrid(view, products)}</section>
</div>`;
  return page(view, {
    title: 'Tools, fixings, workplace supplies',
    bodyClass: 'is-ctl-navigation is-act-home',
    main,
  });
}

function categoryTile(view: PageView, category: PageView['categories'][number]): Html {
  return html`<a class="category-tile" href="${view.baseUrl}/navigation/${category.id}">
  <img src="${view.baseUrl}/media/${category.picture}.svg" alt="" width="120" height="90">
  <span><strong>${category.name}</strong><small>${category.teaser}</small></span>
</a>`;
}
