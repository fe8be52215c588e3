import { html } from '../../html.ts';
import { type PunchoutView, punchoutButtons } from '../app/app-pages.ts';
import type { OrderJson } from '../shop.ts';
import type { ShopCustomer } from '../shop-customer.ts';
import { cartSummary } from './cart-summary.ts';
import { page } from './page.ts';
import type { PageView } from './page-view.ts';
import { priceText } from './price-text.ts';

export function confirmPage(view: PageView, customer: ShopCustomer): string {
  const { cart, punchout } = view;
  if (punchout) return noOrderPage(view, punchout);
  const main = html`<div class="container checkout">
  <h1>Complete order</h1>
  <div class="checkout-columns">
    <section>
      <div class="panel"><h2>Deliver to</h2><p>${customer.company}<br>${customer.firstName} ${customer.lastName}<br>${customer.street}<br>${customer.zipcode} ${customer.city}</p></div>
      <div class="panel"><h2>Articles</h2><ul class="confirm-lines">${cart.lines.map(
        ({ label, stored, price }) =>
          html`<li><span>${stored.quantity} × ${label}</span><strong>${priceText(price.totalPrice)}</strong></li>`,
      )}</ul></div>
    </section>
    <aside class="checkout-aside">
      ${cartSummary(cart)}
      <form id="confirmOrderForm" class="checkout-aside-action" action="/checkout/order" method="post">
        <label>Your reference <input name="customerComment" maxlength="200"></label>
        <button id="confirmFormSubmit" class="btn btn-primary btn-lg" type="submit">Submit order</button>
      </form>
    </aside>
  </div>
</div>`;
  return page(view, { title: 'Complete order', bodyClass: 'is-ctl-checkout is-act-confirmpage', main });
}

/** confirm/index.html.twig of the App. */
function noOrderPage(view: PageView, punchout: PunchoutView): string {
  const main = html`<div class="container narrow"><div class="panel">
  <h1>Transfer cart</h1>
  <p>You order in your procurement system. Press the button to send your cart there; nothing is ordered in the shop.</p>
  ${punchoutButtons(punchout, true)}
</div></div>`;
  return page(view, { title: 'Transfer cart', bodyClass: 'is-ctl-checkout is-act-confirmpage', main });
}

export function finishPage(view: PageView, order: OrderJson): string {
  const main = html`<div class="container narrow"><div class="panel">
  <h1>Thank you for your order</h1>
  <p>Your order number: <strong>#${order.orderNumber}</strong></p>
  <a class="btn btn-secondary" href="${view.baseUrl}/">Continue shopping</a>
</div></div>`;
  return page(view, { title: 'Thank you', bodyClass: 'is-ctl-checkout is-act-finishpage', main });
}
