import { type Html, html, trustedHtml } from '../../html.ts';
import { SHOP_NAME } from '../shop-constants.ts';
import { cartBadge } from './cart-badge.ts';
import { icon } from './icons.ts';
import type { PageView } from './page-view.ts';
import { taxNote } from './price-text.ts';

interface PageContent {
  title: string;
  /** Shopware's own classes of the body, e.g. `is-ctl-product is-act-index`. */
  bodyClass: string;
  main: Html;
  canonicalPath?: string;
}

export function page(view: PageView, content: PageContent): string {
  const { baseUrl } = view;
  const canonical = `${baseUrl}${content.canonicalPath ?? view.path}`;
  return html`<!doctype html>
<html lang="en-GB">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${content.title} | ${SHOP_NAME}</title>
  <link rel="canonical" href="${canonical}">
  <meta property="og:url" content="${canonical}">
  <link rel="icon" href="${baseUrl}/theme/favicon.svg" type="image/svg+xml">
  <link rel="stylesheet" href="${baseUrl}/theme/nordwerk.css">
  <script type="application/ld+json">${organisation(baseUrl)}</script>
  <script src="${baseUrl}/theme/nordwerk.js" defer></script>
</head>
<body class="${content.bodyClass}">
${header(view)}
<main class="content-main">
${flashes(view)}
${content.main}
</main>
${footer(view)}
</body>
</html>
`.text;
}

function header(view: PageView): Html {
  const { baseUrl, customer, searchTerm } = view;
  const account = customer ? `${customer.company || customer.lastName}` : 'Sign in';
  return html`<header class="header">
  <div class="top-bar"><div class="container">
    <span>${customer ? `Your prices, ${taxNote(view.taxStatus)}` : 'List prices incl. VAT'}</span>
    <span class="top-bar-extra">Ordered by 3 pm, shipped today</span>
  </div></div>
  <div class="header-row container">
    <a class="logo" href="${baseUrl}/" aria-label="${SHOP_NAME}, home">${icon('logo')}<span>Nordwerk<small>Supply</small></span></a>
    <form class="header-search" action="/search" method="get" role="search">
      <input type="search" name="search" value="${searchTerm}" placeholder="Article, number or EAN" aria-label="Search the range">
      <button type="submit" aria-label="Search">${icon('search')}</button>
    </form>
    <nav class="header-actions" aria-label="Account and cart">
      <a class="header-account" href="${baseUrl}/account">${icon('person')}<span>${account}</span></a>
      <a class="header-cart" href="${baseUrl}/checkout/cart" data-cart-widget="/widgets/checkout/info">${cartBadge(view.cart)}</a>
    </nav>
  </div>
  <nav class="main-navigation" aria-label="Categories"><div class="container">
    ${view.categories.map((category) => navigationLink(view, category))}
  </div></nav>
</header>`;
}

function navigationLink({ baseUrl, path }: PageView, category: { id: string; name: string }): Html {
  const isCurrent = path === `/navigation/${category.id}`;
  return html`<a href="${baseUrl}/navigation/${category.id}"${isCurrent && trustedHtml(' aria-current="page"')}>${category.name}</a>`;
}

function flashes({ flashes }: PageView): Html {
  return html`<div class="container flashes">${flashes.map(
    ({ kind, text }) => html`<p class="alert alert-${kind}" role="status">${text}</p>`,
  )}</div>`;
}

function footer({ baseUrl, categories }: PageView): Html {
  return html`<footer class="footer"><div class="container">
  <div><strong>${SHOP_NAME}</strong><p>Tools, fixings and workplace supplies for business customers. Since 1987, from Flensburg.</p></div>
  <ul>${categories.map(({ id, name }) => html`<li><a href="${baseUrl}/navigation/${id}">${name}</a></li>`)}</ul>
  <p class="footer-note">Demo shop: nothing here is for sale.</p>
</div></footer>`;
}

/** As PHP writes JSON: with escaped slashes. */
function organisation(baseUrl: string): Html {
  const about = {
    '@context': 'https://schema.org',
    '@type': 'Organization',
    name: SHOP_NAME,
    url: `${baseUrl}/`,
  };
  return trustedHtml(JSON.stringify(about).replaceAll('/', '\\/'));
}
