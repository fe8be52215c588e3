import { type Html, html } from '../html.ts';
import { buyerPage } from './buyer-page.ts';
import { ociLogin } from './oci-login.ts';
import { newRequisition, type TestBuyer } from './test-buyer.ts';

const SECRET = '••••••••';

export function startPage(buyer: TestBuyer): string {
  const main = html`<header class="lead">
  <h1>Start a requisition</h1>
  <p>This page plays the procurement system of a company. Choose how it should reach the catalogue, shop there, and bring the cart back.</p>
</header>
<div class="cards">${ociCard(buyer)}${cxmlCard(buyer)}</div>`;
  return buyerPage('Start a requisition', main);
}

function ociCard(buyer: TestBuyer): Html {
  const { oci, gatewayUrl } = buyer.options;
  const pairs = ociLogin(buyer, newRequisition(buyer));
  const shown = pairs.map(([name, value]): [string, string] => [name, name === 'PASSWORD' ? SECRET : value]);
  return html`<section class="card">
  <header><span class="protocol">OCI</span><h2>${oci.systemName}</h2></header>
  <p>The browser posts a form to the catalogue and comes back with one form field per value.</p>
  ${facts([['POST', `${gatewayUrl}/oci`], ...shown])}
  <form action="${gatewayUrl}/oci" method="post">
    ${pairs.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
    <button class="button button-primary" type="submit">Punch out with OCI</button>
  </form>
</section>`;
}

function cxmlCard(buyer: TestBuyer): Html {
  const { cxml, gatewayUrl } = buyer.options;
  const credential = ({ domain, identity }: { domain: string; identity: string }) =>
    `${domain} / ${identity}`;
  return html`<section class="card">
  <header><span class="protocol">cXML</span><h2>${cxml.systemName}</h2></header>
  <p>Server to server first: a PunchOutSetupRequest is answered with the page to open. The cart comes back as a PunchOutOrderMessage.</p>
  ${facts([
    ['POST', `${gatewayUrl}/cxml`],
    ['From', credential(cxml.from)],
    ['To', credential(cxml.to)],
    ['Sender', credential(cxml.sender)],
    ['SharedSecret', SECRET],
    ['UserEmail', cxml.userEmail],
    ['BuyerCookie', 'a fresh one each time'],
    ['BrowserFormPost', `${buyer.url}/return/cxml`],
  ])}
  <form action="/punchout/cxml" method="post">
    <button class="button button-primary" type="submit">Punch out with cXML</button>
  </form>
</section>`;
}

function facts(pairs: [string, string][]): Html {
  return html`<dl class="facts">${pairs.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}
