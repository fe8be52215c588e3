export interface PageRewrite {
  shopOrigin: string;
  publicOrigin: string;
  /** Never leaves the gateway, wherever it stands. */
  contextToken: string;
  /** Goes before `</body>`; pieces of a page have none and stay as they are. */
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

/** Absolute addresses of the shop: plain, as JSON writes them, and percent-encoded; http and https alike. */
export function withOwnAddresses(
  text: string,
  { shopOrigin, publicOrigin }: Omit<PageRewrite, 'bar' | 'contextToken'>,
): string {
  const host = shopOrigin.replace(/^https?:/, '');
  return [`https:${host}`, `http:${host}`].reduce((rewritten, origin) => {
    const plain = replaceOrigin(rewritten, origin, publicOrigin);
    const escaped = replaceOrigin(plain, asJson(origin), asJson(publicOrigin));
    return replaceOrigin(escaped, encodeURIComponent(origin), encodeURIComponent(publicOrigin));
  }, text);
}

/** `https://shop.example` must not match in `https://shop.example.org` or `https://shop.example:8443`. */
function replaceOrigin(text: string, origin: string, replacement: string): string {
  const pattern = new RegExp(`${RegExp.escape(origin)}(?![\\w.:-]|%3A)`, 'gi');
  return text.replaceAll(pattern, () => replacement);
}

function asJson(origin: string): string {
  return origin.replaceAll('/', '\\/');
}

function withBar(text: string, bar: string): string {
  const end = text.toLowerCase().lastIndexOf('</body>');
  return end === -1 ? text : text.slice(0, end) + bar + text.slice(end);
}
