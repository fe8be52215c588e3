/** Pages of the shop that a punchout replaces by "transfer cart"; a language may stand before them. */
const checkout = /^(\/[^/]+)?\/checkout\/(confirm|order|finish|register)(\/|$)/;

/** Pages and interfaces that have no place in a punchout; `cart.json` would give the context token away. */
const closed =
  /^(\/[^/]+)?\/(account|checkout\/cart\.json|gateway\/context)(\/|$)|^\/(store-api|api|admin|_action)(\/|$)/;

/** What becomes of a request for a page of the shop. */
export function shopPathKind(path: string): 'checkout' | 'closed' | 'page' {
  const plain = plainPath(path);
  if (checkout.test(plain)) return 'checkout';
  return closed.test(plain) ? 'closed' : 'page';
}

/** The path as the shop will understand it: decoded, without doubled slashes, dots and letter case. */
function plainPath(path: string): string {
  const decoded = decode(decode(path))
    .toLowerCase()
    .replaceAll('\\', '/')
    .replaceAll(/\/{2,}/g, '/');
  const segments: string[] = [];
  for (const segment of decoded.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.') segments.push(segment);
  }
  return segments.join('/').replace(/^\/index\.php/, '');
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
