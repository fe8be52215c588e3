import Big from 'big.js';
import { type Html, html } from '../html.ts';

/** One line of a returned cart, whatever the protocol; values as received. */
export interface CartLine {
  position: string;
  article: string;
  description: string;
  quantity: string;
  unit: string;
  price: string;
  /** The price is for so many units; empty: one. */
  priceUnit: string;
  currency: string;
  /** Everything else that came with the line. */
  more: [string, string][];
}

/** undefined: a number cannot be read. */
function lineValue({ quantity, price, priceUnit }: CartLine): Big | undefined {
  const numbers = [quantity, price, priceUnit || '1'];
  if (!numbers.every((text) => /^-?\d+(\.\d+)?$/.test(text.trim())) || Number(priceUnit || '1') === 0)
    return undefined;
  const [times, each, per] = numbers.map((text) => Big(text.trim()));
  return times && each && per && times.times(each).div(per);
}

export function cartTable(lines: CartLine[]): Html {
  return html`<div class="table-scroll"><table class="cart">
<thead><tr><th>#</th><th>Article</th><th>Description</th><th class="number">Quantity</th><th>Unit</th><th class="number">Price</th><th class="number">Value</th></tr></thead>
<tbody>${lines.map(cartRow)}</tbody>
<tfoot><tr><td colspan="6">Total</td><td class="number">${totals(lines)}</td></tr></tfoot>
</table></div>`;
}

function cartRow(line: CartLine): Html {
  const { position, article, description, quantity, unit, price, priceUnit, currency, more } = line;
  const isPerOne = priceUnit === '' || priceUnit === '1';
  return html`<tr>
  <td>${position}</td><td class="article">${article}</td>
  <td class="description">${description}${more.length > 0 && moreFields(more)}</td>
  <td class="number">${quantity}</td><td>${unit}</td>
  <td class="number">${price} ${currency}${!isPerOne && html`<small>per ${priceUnit}</small>`}</td>
  <td class="number">${lineValue(line)?.toFixed(2) ?? 'not a number'}</td>
</tr>`;
}

function moreFields(fields: [string, string][]): Html {
  return html`<details><summary>${fields.length === 1 ? '1 more field' : `${fields.length} more fields`}</summary><dl class="facts">${fields.map(
    ([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`,
  )}</dl></details>`;
}

/** One sum per currency. */
function totals(lines: CartLine[]): string {
  const sums = new Map<string, Big>();
  for (const line of lines) {
    const value = lineValue(line);
    if (value) sums.set(line.currency, (sums.get(line.currency) ?? Big(0)).plus(value));
  }
  return [...sums].map(([currency, sum]) => `${sum.toFixed(2)} ${currency}`).join(' + ');
}
