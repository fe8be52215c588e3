import { ownAddress, ownAddressPattern } from './own-addresses.ts';
import { PageRewriter } from './page-rewriter.ts';

export interface PageRewrite {
  shopOrigin: string;
  publicOrigin: string;
  /** Never leaves the gateway, wherever it stands. */
  contextToken: string;
  /** Goes before `</body>`; pieces of a page have none and stay as they are. Empty for what is no page. */
  bar: string;
}

/** Rewrites a page or a piece of one that is all there. */
export function rewritePage(body: Buffer, rewrite: PageRewrite): Buffer {
  const rewriter = new PageRewriter(rewrite);
  return Buffer.concat([rewriter.push(body), rewriter.end()]);
}

/** Each way to write an address has one of them; most headers have none. */
const mayHoldAddress = /\/\/|\\|%/;

/** Absolute addresses of the shop, with their scheme or without: plain, as JSON writes them, and percent-encoded; http and https alike. */
export function withOwnAddresses(
  text: string,
  { shopOrigin, publicOrigin }: Pick<PageRewrite, 'shopOrigin' | 'publicOrigin'>,
): string {
  if (!mayHoldAddress.test(text)) return text;
  return text.replaceAll(ownAddressPattern(shopOrigin), (found) => ownAddress(found, publicOrigin));
}
