import { type Html, html } from '../../html.ts';
import type { CalculatedCart } from '../cart/calculate-cart.ts';
import { FRAMEWORK_PROMOTION } from '../cart/calculate-promotion.ts';
import { priceText } from './price-text.ts';

export function cartSummary(cart: CalculatedCart): Html {
  const { promotion, shipping, taxStatus, calculatedTaxes, totalPrice, netPrice } = cart;
  const goods = promotion ? cart.positionPrice.minus(promotion.price.totalPrice) : cart.positionPrice;
  const free = shipping?.totalPrice.eq(0);
  return html`<dl class="checkout-aside-summary">
  <dt>Goods</dt><dd>${priceText(goods)}</dd>
  ${promotion && html`<dt class="discount">${FRAMEWORK_PROMOTION.name}</dt><dd class="discount">${priceText(promotion.price.totalPrice)}</dd>`}
  ${shipping && html`<dt>Shipping</dt><dd>${free ? 'free' : priceText(shipping.totalPrice)}</dd>`}
  ${taxStatus === 'gross' && html`<dt class="total">Total</dt><dd class="total">${priceText(totalPrice)}</dd><dt>Net total</dt><dd>${priceText(netPrice)}</dd>`}
  ${taxStatus === 'net' && html`<dt>Net total</dt><dd>${priceText(netPrice)}</dd>`}
  ${calculatedTaxes.map(({ taxRate, tax }) => html`<dt>${taxStatus === 'gross' ? 'incl.' : 'plus'} ${taxRate} % VAT</dt><dd>${priceText(tax)}</dd>`)}
  ${taxStatus === 'net' && html`<dt class="total">Total</dt><dd class="total">${priceText(totalPrice)}</dd>`}
</dl>`;
}
