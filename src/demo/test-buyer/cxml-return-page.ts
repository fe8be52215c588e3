import { lintCxml } from '../../cxml/lint.ts';
import { type Html, html } from '../html.ts';
import { backToStart, buyerPage } from './buyer-page.ts';
import { cartTable } from './cart-line.ts';
import { count } from './oci-return-page.ts';
import { type OrderMessage, readOrderMessage } from './read-order-message.ts';
import { unchangedNote, verdict } from './verdict.ts';
import { xmlListing } from './xml-listing.ts';

type Pair = readonly [name: string, value: string];

/** Shows a PunchOutOrderMessage; `cookies` are the BuyerCookies sent, each with its requisition. */
export function cxmlReturnPage(cookies: ReadonlyMap<string, string>, pairs: readonly Pair[]): string {
  const xml = returnedXml(pairs);
  if (xml === undefined)
    return unreadablePage('There is no field cxml-base64 or cxml-urlencoded in this form.', '');
  try {
    return messagePage(cookies, readOrderMessage(xml), xml);
  } catch (error) {
    return unreadablePage(error instanceof Error ? error.message : String(error), xml);
  }
}

/** The names come in any letter case; where both are there, base64 wins. */
function returnedXml(pairs: readonly Pair[]): string | undefined {
  const field = (wanted: string) => pairs.find(([name]) => name.toLowerCase() === wanted)?.[1];
  const base64 = field('cxml-base64');
  return base64 === undefined ? field('cxml-urlencoded') : Buffer.from(base64, 'base64').toString('utf8');
}

function messagePage(cookies: ReadonlyMap<string, string>, message: OrderMessage, xml: string): string {
  const requisition = cookies.get(message.buyerCookie);
  const isUnchanged = message.statusCode === '204' || message.lines.length === 0;
  const main = html`<header class="lead"><p class="crumb">${requisition ?? 'unknown requisition'} · cXML</p>
  <h1>${isUnchanged ? 'Back without articles' : `${count(message.lines.length)} came back`}</h1></header>
<section class="panel">${isUnchanged ? unchangedNote() : cartTable(message.lines)}
  <p class="header-total">Status ${message.statusCode}, Total in the header ${message.total}</p></section>
<section class="panel"><h2>Checked</h2>${cookieVerdict(requisition, message.buyerCookie)}${verdict('cXML', findings(xml))}</section>
<section class="panel"><details><summary>The document as received</summary>${xmlListing(xml)}</details></section>
${backToStart()}`;
  return buyerPage('Cart received', main);
}

function cookieVerdict(requisition: string | undefined, cookie: string): Html {
  if (requisition) {
    return html`<p class="verdict verdict-good"><strong>BuyerCookie intact</strong> It came back byte for byte: <code>${cookie}</code></p>`;
  }
  return html`<p class="verdict verdict-bad"><strong>BuyerCookie unknown</strong> None was sent like this: <code>${cookie}</code></p>`;
}

function findings(xml: string) {
  return lintCxml(xml).map(({ path, problem }) => ({ place: path, problem }));
}

function unreadablePage(problem: string, xml: string): string {
  const main = html`<header class="lead"><h1>Not readable</h1></header>
<section class="panel"><p class="verdict verdict-bad"><strong>No PunchOutOrderMessage</strong> ${problem}</p>${xml && xmlListing(xml)}</section>
${backToStart()}`;
  return buyerPage('Not readable', main);
}
