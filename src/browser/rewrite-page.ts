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
  const origins = [`https:${shop}`, `http:${shop}`].map((origin) => [origin, publicOrigin, '']);
  // Without a scheme it must not be the end of an address with a foreign one.
  return [...origins, [shop, ours, '(?<![\\w:]|%3A)']].reduce(
    (rewritten, [from = '', to = '', before = '']) => {
      const plain = replaceOrigin(rewritten, { from, to, before });
      const escaped = replaceOrigin(plain, { from: asJson(from), to: asJson(to), before });
      return replaceOrigin(escaped, { from: encodeURIComponent(from), to: encodeURIComponent(to), before });
    },
    text,
  );
}

/** `https://shop.example` must not match in `https://shop.example.org` or `https://shop.example:8443`. */
function replaceOrigin(text: string, { from, to, before }: Record<'from' | 'to' | 'before', string>): string {
  const pattern = new RegExp(`${before}${RegExp.escape(from)}(?![\\w.:-]|%3A)`, 'gi');
  return text.replaceAll(pattern, () => to);
}

function asJson(origin: string): string {
  return origin.replaceAll('/', '\\/');
}

function withBar(text: string, bar: string): string {
  const end = text.toLowerCase().lastIndexOf('</body>');
  return end === -1 ? text : text.slice(0, end) + bar + text.slice(end);
}
