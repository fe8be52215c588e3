import { describe, expect, it } from 'vitest';
import { cartUseOf, shopPathKind } from '../../../src/browser/shop-path.ts';

const checkouts = ['/checkout/confirm', '/checkout/order', '/checkout/finish', '/checkout/register'];

/** Pages with what the buyer must not see: other people's orders, the context token, the interfaces of the shop. */
const closed = [
  '/account',
  '/account/login',
  '/account/order',
  '/store-api/checkout/cart',
  '/api/oauth/token',
  '/admin',
  '/_action/order',
  '/checkout/cart.json',
];

const pages = [
  '/',
  '/de/',
  '/checkout/cart',
  '/checkout/offcanvas',
  '/checkout/line-item/add',
  '/checkout/configure',
  '/detail/0123456789abcdef0123456789abcdef',
  '/Schrauben/M8/',
  '/accounting',
  '/administration-books/',
  '/apis-mellifera',
  '/checkout-confirm',
  '/wishlist',
];

/** Spellings of one path that a web server understands as that path. */
const spellings: [string, (path: string) => string][] = [
  ['as it is', (path) => path],
  ['with a slash behind', (path) => `${path}/`],
  ['with a letter percent-encoded', (path) => path.replace(/[a-z](?=[^/]*$)/, percent)],
  ['with every character percent-encoded', (path) => `/${[...path.slice(1)].map(percent).join('')}`],
  [
    'encoded twice',
    (path) => path.replace(/[a-z](?=[^/]*$)/, (letter) => percent(letter).replace('%', '%25')),
  ],
  ['with doubled slashes', (path) => path.replaceAll('/', '//')],
  ['with an encoded slash', (path) => `/${path.slice(1).replaceAll('/', '%2F')}`],
  ['with a dot segment', (path) => `/.${path.replaceAll('/', '/./')}`],
  ['by a way back', (path) => `/detail/..${path}`],
  ['by an encoded way back', (path) => `/detail/%2e%2e${path}`],
  ['by too many ways back', (path) => `/../..${path}`],
  ['with backslashes', (path) => `/${path.slice(1).replaceAll('/', '\\')}`],
  ['through the front controller', (path) => `/index.php${path}`],
  ['in upper case', (path) => path.toUpperCase()],
  ['with a byte that is no letter before it', (path) => `/%FF/..${path.replace(/[a-z](?=[^/]*$)/, percent)}`],
  ['with a stray percent sign before it', (path) => `/%/..${path.replace(/[a-z](?=[^/]*$)/, percent)}`],
];

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

describe.each(spellings)('a path %s', (_, spell) => {
  it.each(checkouts)('the buyer transfers the cart instead of %s', (path) => {
    expect(shopPathKind(spell(path))).toBe('checkout');
  });

  it.each(closed)('%s stays closed', (path) => {
    expect(shopPathKind(spell(path))).toBe('closed');
  });
});

describe.each(['/de', '/ch/de', '/shop/en-GB'])('a shop in %s', (prefix) => {
  it.each(checkouts)('the buyer transfers the cart instead of %s', (path) => {
    expect(shopPathKind(prefix + path)).toBe('checkout');
    expect(shopPathKind(`/index.php${prefix}${path}`)).toBe('checkout');
  });

  it.each(['/account', '/account/login', '/checkout/cart.json'])('%s stays closed', (path) => {
    expect(shopPathKind(prefix + path)).toBe('closed');
  });
});

describe('what the buyer may see', () => {
  it.each(pages)('%s', (path) => {
    expect(shopPathKind(path)).toBe('page');
    expect(shopPathKind(`/de${path}`)).toBe('page');
  });

  it('a path with a broken escape is a page of the shop, which will not know it', () => {
    expect(shopPathKind('/%zz')).toBe('page');
  });
});

describe('what a request has to do with the cart', () => {
  it.each([
    ['GET', '/checkout/cart', 'view'],
    ['GET', '/de/checkout/cart/', 'view'],
    ['GET', '/shop/de/checkout/offcanvas', 'view'],
    ['GET', '/Checkout//Cart', 'view'],
    ['POST', '/checkout/line-item/add', 'change'],
    ['POST', '/de/checkout/line-item/change-quantity/0123', 'change'],
    ['POST', '/checkout/line-item/delete/0123', 'change'],
    ['POST', '/checkout/promotion/add', 'change'],
    ['POST', '/checkout/product/add-by-number', 'change'],
    ['POST', '/%63heckout/line-item/add', 'change'],
    ['DELETE', '/checkout/cart', 'change'],
    ['GET', '/checkout/confirm', undefined],
    ['HEAD', '/checkout/cart', undefined],
    ['OPTIONS', '/checkout/line-item/add', undefined],
    ['POST', '/wishlist/add/0123', undefined],
    ['GET', '/how-the-checkout/works', undefined],
  ] as const)('%s %s: %s', (method, path, use) => {
    expect(cartUseOf(method, path)).toBe(use);
  });
});
