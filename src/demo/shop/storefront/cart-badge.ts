import { type Html, html } from '../../html.ts';
import type { CalculatedCart } from '../cart/calculate-cart.ts';
import { icon } from './icons.ts';
import { priceText } from './price-text.ts';

/** What the header shows of the cart; cached pages fetch it afterwards. */
export function cartBadge(cart: CalculatedCart): Html {
  const lines = cart.lines.length;
  return html`${icon('cart')}<span class="header-cart-total">${priceText(cart.positionPrice)}</span>${
    lines > 0 && html`<span class="header-cart-badge" aria-label="${lines} lines in the cart">${lines}</span>`
  }`;
}
