import { lintOciCart } from '../../oci/lint.ts';
import { type Html, html } from '../html.ts';
import { backToStart, buyerPage } from './buyer-page.ts';
import { cartTable } from './cart-line.ts';
import { readOciItems } from './read-oci-items.ts';
import { unchangedNote, verdict } from './verdict.ts';

type Pair = readonly [name: string, value: string];

export function ociReturnPage(requisition: string, pairs: readonly Pair[]): string {
  const lines = readOciItems(pairs);
  const main = html`<header class="lead"><p class="crumb">${requisition} · OCI</p>
  <h1>${lines.length === 0 ? 'Back without articles' : `${count(lines.length)} came back`}</h1></header>
<section class="panel">${lines.length === 0 ? unchangedNote() : cartTable(lines)}</section>
<section class="panel"><h2>Checked</h2>${verdict('OCI', findings(pairs))}</section>
<section class="panel">${rawPairs(pairs)}</section>
${backToStart()}`;
  return buyerPage('Cart received', main);
}

export function count(lines: number): string {
  return lines === 1 ? '1 line' : `${lines} lines`;
}

function findings(pairs: readonly Pair[]) {
  return lintOciCart(pairs).map(({ field, problem }) => ({ place: field, problem }));
}

function rawPairs(pairs: readonly Pair[]): Html {
  return html`<details><summary>All ${pairs.length} fields as received</summary>
  <div class="table-scroll"><table class="pairs">${pairs.map(
    ([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`,
  )}</table></div></details>`;
}
