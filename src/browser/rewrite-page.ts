export interface PageRewrite {
  shopOrigin: string;
  publicOrigin: string;
  /** Never leaves the gateway, wherever it stands. */
  contextToken: string;
  /** Goes before `</body>`; pieces of a page have none and stay as they are. Empty for what is no page. */
  bar: string;
}

/**
 * Rewrites a page or a piece of one. It works on bytes read as Latin-1, so every charset that has ASCII comes out as it
 * went in.
 */
export function rewritePage(body: Buffer, rewrite: PageRewrite): Buffer {
  const text = withOwnAddresses(body.toString('latin1'), rewrite).replaceAll(rewrite.contextToken, '');
  return Buffer.from(withBar(text, rewrite.bar), 'latin1');
}

/** Absolute addresses of the shop, with their scheme or without: plain, as JSON writes them, and percent-encoded; http and https alike. */
export function withOwnAddresses(
  text: string,
  { shopOrigin, publicOrigin }: Omit<PageRewrite, 'bar' | 'contextToken'>,
): string {
  const [shop, ours] = [shopOrigin, publicOrigin].map((origin) => origin.replace(/^https?:/, ''));
  const origins = [`https:${shop}`, `http:${shop}`].map((origin) => [origin, publicOrigin]);
  return [...origins, [shop, ours]].reduce((rewritten, [from = '', to = '']) => {
    const plain = replaceOrigin(rewritten, from, to);
    const escaped = replaceOrigin(plain, asJson(from), asJson(to));
    return replaceOrigin(escaped, encodeURIComponent(from), encodeURIComponent(to));
  }, text);
}

/** `https://shop.example` must not match in `https://shop.example.org` or `https://shop.example:8443`. */
function replaceOrigin(text: string, origin: string, replacement: string): string {
  const pattern = new RegExp(`(?<![\\w:])${RegExp.escape(origin)}(?![\\w.:-]|%3A)`, 'gi');
  return text.replaceAll(pattern, () => replacement);
}

function asJson(origin: string): string {
  return origin.replaceAll('/', '\\/');
}

function withBar(text: string, bar: string): string {
  const end = text.toLowerCase().lastIndexOf('</body>');
  return end === -1 ? text : text.slice(0, end) + bar + text.slice(end);
}
