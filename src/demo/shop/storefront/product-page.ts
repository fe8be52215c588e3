import { type Html, html, trustedHtml } from '../../html.ts';
import type { CatalogProduct } from '../catalog.ts';
import { calculatedPriceOf } from '../price/product-price.ts';
import { addForm } from './add-form.ts';
import { deliveryText } from './delivery-text.ts';
import { icon } from './icons.ts';
import { page } from './page.ts';
import type { PageView } from './page-view.ts';
import { priceText, taxNote } from './price-text.ts';
import { variantText } from './product-card.ts';
import { tierTable } from './tier-table.ts';

export function productPage(view: PageView, product: CatalogProduct, siblings: CatalogProduct[]): string {
  const { category } = product;
  const main = html`<div class="container">
  <nav class="breadcrumb" aria-label="Breadcrumb"><a href="${view.baseUrl}/">Home</a> <a href="${view.baseUrl}/navigation/${category.id}">${category.name}</a> <span>${product.number}</span></nav>
  <div class="product-detail">
    <div class="product-detail-media"><img src="${view.baseUrl}/media/${product.picture}.svg" alt="${product.name}" width="640" height="480"></div>
    ${buyBox(view, product, siblings)}
  </div>
  <div class="product-detail-more">
    <section class="product-detail-description"><h2>Description</h2>${trustedHtml(product.description)}</section>
    <section><h2>Specifications</h2>${specifications(product)}</section>
  </div>
</div>`;
  const title = `${product.name}${variantText(product)}`;
  return page(view, {
    title,
    bodyClass: 'is-ctl-product is-act-index',
    main,
    canonicalPath: `/${product.seoPath}`,
  });
}

function buyBox(view: PageView, product: CatalogProduct, siblings: CatalogProduct[]): Html {
  const back = { route: 'frontend.detail.page', parameters: { productId: product.id } };
  return html`<div class="product-detail-buy">
  <p class="product-card-manufacturer">${product.manufacturer.name}</p>
  <h1>${product.name}</h1>
  ${siblings.length > 1 && variantLinks(view, product, siblings)}
  ${priceBlock(view, product)}
  ${tierTable(product, view.taxStatus)}
  <p class="delivery">${icon('truck')} ${deliveryText(product)} <small>${product.stock.toLocaleString('en-IE')} in stock</small></p>
  ${addForm(product, { quantity: product.minPurchase, compact: false, back })}
  ${purchaseNote(product)}
</div>`;
}

function priceBlock({ taxStatus }: PageView, product: CatalogProduct): Html {
  const { unitPrice, referencePrice } = calculatedPriceOf(product, taxStatus);
  return html`<p class="product-detail-price"><strong>${priceText(unitPrice)}</strong>${product.unit && html` <span>per ${product.unit.name}</span>`}
  <small>${taxNote(taxStatus)} (${product.taxRate} %)${
    referencePrice &&
    html` · content ${referencePrice.purchaseUnit} ${referencePrice.unitName}, ${priceText(referencePrice.price)} / ${referencePrice.referenceUnit} ${referencePrice.unitName}`
  }</small></p>`;
}

function variantLinks({ baseUrl }: PageView, product: CatalogProduct, siblings: CatalogProduct[]): Html {
  const links = siblings.map(({ id, variant }) => {
    const label = variant?.options.map(({ group, option }) => `${group} ${option}`).join(', ') ?? '';
    return id === product.id
      ? html`<span aria-current="true">${label}</span>`
      : html`<a href="${baseUrl}/detail/${id}">${label}</a>`;
  });
  return html`<p class="variants">${links}</p>`;
}

function purchaseNote({ minPurchase, purchaseSteps }: CatalogProduct): Html | undefined {
  if (minPurchase === 1 && purchaseSteps === 1) return undefined;
  const least = minPurchase.toLocaleString('en-IE');
  return html`<p class="purchase-note">Minimum order ${least}, in steps of ${purchaseSteps.toLocaleString('en-IE')}.</p>`;
}

function specifications(product: CatalogProduct): Html {
  const rows: [string, string | number | null | undefined][] = [
    ['Article number', product.number],
    ['EAN', product.ean],
    ['Manufacturer', product.manufacturer.name],
    ['Manufacturer number', product.manufacturer.number],
    ['Unit', product.unit?.name],
    ['Packed as', product.packUnit],
    ['Weight', product.weight && `${product.weight} kg`],
    ['UNSPSC', product.customFields?.punchout_unspsc],
  ];
  const known = rows.filter(([, value]) => value);
  return html`<table class="specifications">${known.map(
    ([name, value]) => html`<tr><th scope="row">${name}</th><td>${value ?? ''}</td></tr>`,
  )}</table>`;
}
