import { type Html, html } from '../../html.ts';
import { punchoutButtons } from '../app/app-pages.ts';
import type { CalculatedLine } from '../cart/calculate-cart.ts';
import { quantityBox } from './add-form.ts';
import { cartSummary } from './cart-summary.ts';
import { icon } from './icons.ts';
import { page } from './page.ts';
import type { PageView } from './page-view.ts';
import { priceText } from './price-text.ts';
import { variantText } from './product-card.ts';

export function cartPage(view: PageView): string {
  const { cart, baseUrl, punchout } = view;
  const isEmpty = cart.lines.length === 0;
  const main = html`<div class="container checkout">
  <h1>Shopping cart</h1>
  ${isEmpty ? emptyCartNote(baseUrl) : filledCart(view)}
  ${isEmpty && punchout && punchoutButtons(punchout, false)}
</div>`;
  return page(view, { title: 'Shopping cart', bodyClass: 'is-ctl-checkout is-act-cartpage', main });
}

function emptyCartNote(baseUrl: string): Html {
  return html`<div class="empty-note"><p>Your shopping cart is empty.</p><a class="btn btn-secondary" href="${baseUrl}/">Look around</a></div>`;
}

function filledCart({ cart, baseUrl, punchout }: PageView): Html {
  return html`<div class="checkout-columns">
  <section class="checkout-product-table" aria-label="Articles">${cart.lines.map((line) => cartLine(line, baseUrl))}</section>
  <aside class="checkout-aside">
    ${cartSummary(cart)}
    ${punchout ? punchoutButtons(punchout, true) : checkoutLink()}
  </aside>
</div>`;
}

function checkoutLink(): Html {
  return html`<div class="checkout-aside-action">
      <a href="/checkout/confirm" class="btn btn-primary btn-lg begin-checkout-btn" title="Go to checkout">Go to checkout</a>
    </div>`;
}

function cartLine(line: CalculatedLine, baseUrl: string): Html {
  const { stored, product, label, price } = line;
  const link = `${baseUrl}/detail/${stored.referencedId}`;
  return html`<article class="line-item">
  <a class="line-item-picture" href="${link}" tabindex="-1" aria-hidden="true"><img src="${baseUrl}/media/${product?.picture ?? 'parcel'}.svg" alt="" width="96" height="72"></a>
  <div class="line-item-label"><a href="${link}">${label}${product && variantText(product)}</a>
    <small>${product?.number}</small>
    <small>${priceText(price.unitPrice)}${product?.unit && ` / ${product.unit.name}`}</small></div>
  ${quantityForm(line)}
  <strong class="line-item-total">${priceText(price.totalPrice)}</strong>
  <form class="line-item-remove" action="/checkout/line-item/delete/${stored.id}" method="post">
    <input type="hidden" name="redirectTo" value="frontend.checkout.cart.page">
    <button type="submit" title="Remove" aria-label="Remove ${label}">${icon('trash')}</button>
  </form>
</article>`;
}

function quantityForm({ stored, product }: CalculatedLine): Html {
  return html`<form class="line-item-quantity" action="/checkout/line-item/change-quantity/${stored.id}" method="post" data-submit-on-change>
    <input type="hidden" name="redirectTo" value="frontend.checkout.cart.page">
    ${product ? quantityBox(product, 'quantity', stored.quantity) : html`<span>${stored.quantity}</span>`}
    <button class="btn btn-small" type="submit">Update</button>
  </form>`;
}
