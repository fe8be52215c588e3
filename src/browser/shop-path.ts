/** Pages of the shop that a punchout replaces by "transfer cart"; the shop's folder and a language may stand before them. */
const checkout = /^(\/[^/]+){0,2}\/checkout\/(confirm|order|finish|register)(\/|$)/;

/** Pages and interfaces that have no place in a punchout; `cart.json` would give the context token away. */
const closed =
  /^(\/[^/]+){0,2}\/(account|checkout\/cart\.json|gateway\/context)(\/|$)|^(\/[^/]+)?\/(store-api|api|admin|_action)(\/|$)/;

/** What becomes of a request for a page of the shop. */
export function shopPathKind(path: string): 'checkout' | 'closed' | 'page' {
  const plain = plainPath(path);
  if (checkout.test(plain)) return 'checkout';
  return closed.test(plain) ? 'closed' : 'page';
}

const cartPages = /^(\/[^/]+){0,2}\/checkout\/(cart|offcanvas)\/?$/;
const cartForms = /^(\/[^/]+){0,2}\/checkout\//;

/** What a request for a page of the shop has to do with the cart; language, currency and shipping are changed there too. */
export function cartUseOf(method: string, path: string): 'view' | 'change' | undefined {
  const plain = plainPath(path);
  if (method === 'GET') return cartPages.test(plain) ? 'view' : undefined;
  return !['HEAD', 'OPTIONS'].includes(method) && cartForms.test(plain) ? 'change' : undefined;
}

/** Nothing in it is to be decoded or left out. */
const isPlain = /^(\/[a-z0-9_~-][a-z0-9_.~-]*)*\/?$/;

/** The path as the shop will understand it: decoded, without doubled slashes, dots and letter case. */
function plainPath(path: string): string {
  if (isPlain.test(path)) return path.replace(/^\/index\.php/, '');
  const decoded = decode(decode(path))
    .toLowerCase()
    .replaceAll('\\', '/')
    .replaceAll(/\/{2,}/g, '/');
  const segments: string[] = [];
  for (const segment of decoded.split('/')) {
    if (segment !== '.' && segment !== '..') segments.push(segment);
    else if (segment === '..' && segments.length > 1) segments.pop();
  }
  return segments.join('/').replace(/^\/index\.php/, '');
}

/** Escape by escape: one that is none must not hide the others. */
function decode(path: string): string {
  return path.replaceAll(/%([0-9a-f]{2})/gi, (_, digits) => String.fromCharCode(Number.parseInt(digits, 16)));
}
