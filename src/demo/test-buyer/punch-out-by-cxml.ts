import { randomUUID } from 'node:crypto';
import type { Context } from 'koa';
import { html } from '../html.ts';
import { backToStart, buyerPage } from './buyer-page.ts';
import { postXml } from './post-xml.ts';
import { punchOutSetupRequest } from './punchout-setup-request.ts';
import { readSetupResponse } from './read-setup-response.ts';
import { newRequisition, type TestBuyer } from './test-buyer.ts';
import { xmlListing } from './xml-listing.ts';

/** Asks the gateway for a start page and sends the browser there, or shows why there is none. */
export async function punchOutByCxml(buyer: TestBuyer, ctx: Context): Promise<void> {
  const requisition = newRequisition(buyer);
  const buyerCookie = `${requisition}&r=${randomUUID()}&city=Münster`;
  buyer.cookies.set(buyerCookie, requisition);
  const request = punchOutSetupRequest(buyer, { buyerCookie, payloadId: payloadId(), sentAt: new Date() });
  const answer = await postXml(`${buyer.options.gatewayUrl}/cxml`, request).catch(asNoAnswer);
  const response = readSetupResponse(answer.body);
  if (response.startPage) {
    ctx.redirect(response.startPage);
    ctx.status = 303;
    return;
  }
  ctx.status = 502;
  ctx.body = refusalPage(response, { requisition, httpStatus: answer.status, xml: answer.body });
}

function payloadId(): string {
  return `${Date.now()}.${process.pid}.${randomUUID()}@requisition-desk.example`;
}

function asNoAnswer(error: unknown): { status: number; body: string } {
  return { status: 0, body: error instanceof Error ? error.message : String(error) };
}

interface Refusal {
  requisition: string;
  httpStatus: number;
  xml: string;
}

function refusalPage(
  response: { code: string; text: string },
  { requisition, httpStatus, xml }: Refusal,
): string {
  const main = html`<header class="lead"><p class="crumb">${requisition}</p><h1>The catalogue refused</h1></header>
<section class="panel">
  <p class="verdict verdict-bad"><strong>${response.code ? `Status ${response.code}` : 'No cXML answer'}</strong> ${response.text}</p>
  <p>${httpStatus ? `HTTP status ${httpStatus}` : 'There was no answer at all.'}</p>
  <details${xml.length > 0 && ' open'}><summary>What was received</summary>${xmlListing(xml)}</details>
</section>
${backToStart()}`;
  return buyerPage('The catalogue refused', main);
}
