import { type Html, html } from '../../html.ts';
import { maxPurchaseOf } from '../cart/fix-quantity.ts';
import type { CatalogProduct } from '../catalog.ts';

interface AddFormOptions {
  quantity: number;
  /** One button without a quantity box, as in lists. */
  compact: boolean;
  back: { route: string; parameters: Record<string, string> };
}

/** Shopware's own form field names. */
export function addForm(product: CatalogProduct, { quantity, compact, back }: AddFormOptions): Html {
  const field = (name: string) => `lineItems[${product.id}][${name}]`;
  return html`<form class="buy-widget${compact && ' buy-widget-compact'}" action="/checkout/line-item/add" method="post">
  <input type="hidden" name="redirectTo" value="${back.route}">
  <input type="hidden" name="redirectParameters" value="${JSON.stringify(back.parameters)}">
  <input type="hidden" name="${field('id')}" value="${product.id}">
  <input type="hidden" name="${field('type')}" value="product">
  <input type="hidden" name="${field('referencedId')}" value="${product.id}">
  <input type="hidden" name="${field('stackable')}" value="1">
  <input type="hidden" name="${field('removable')}" value="1">
  ${compact ? html`<input type="hidden" name="${field('quantity')}" value="${quantity}">` : quantityBox(product, field('quantity'), quantity)}
  <button class="btn btn-primary btn-buy" type="submit">${compact ? 'Add' : 'Add to cart'}${compact && html`<span class="visually-hidden"> ${product.name}</span>`}</button>
</form>`;
}

export function quantityBox(product: CatalogProduct, name: string, quantity: number): Html {
  const { minPurchase, purchaseSteps } = product;
  return html`<span class="quantity" data-quantity>
  <button type="button" data-step="-1" aria-label="Less">−</button>
  <input type="number" name="${name}" value="${quantity}" min="${minPurchase}" step="${purchaseSteps}" max="${maxPurchaseOf(product)}" aria-label="Quantity" inputmode="numeric">
  <button type="button" data-step="1" aria-label="More">+</button>
</span>`;
}
