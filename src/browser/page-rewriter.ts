import { bodyEnd, longestAddress, lookedAround, ownAddress, ownAddressPattern } from './own-addresses.ts';
import type { PageRewrite } from './rewrite-page.ts';

/** Most that is held back behind a `</body>` in case another one comes; what comes later is no page's end. */
const longestEnd = 64 * 1024;

/**
 * Rewrites a page as it comes. It works on bytes read as Latin-1, so every charset that has ASCII comes out as it went in;
 * and however a page is cut into pieces, the same bytes come out.
 */
export class PageRewriter {
  readonly #rewrite: PageRewrite;
  readonly #bar: string;
  readonly #pattern: RegExp;
  /** So many characters decide whether something is found at their first one. */
  readonly #reach: number;
  /** What has come and is not decided, behind the characters that only matter as what stands before. */
  #text = '';
  #decided = 0;
  #out = '';
  /** What stands behind the last `</body>` so far, which may be the page's end. */
  #end: string | undefined;
  #hasBar: boolean;

  constructor(rewrite: PageRewrite) {
    this.#rewrite = rewrite;
    const { shopOrigin, contextToken, bar } = rewrite;
    this.#bar = Buffer.from(bar).toString('latin1');
    this.#hasBar = bar === '';
    this.#pattern = ownAddressPattern(shopOrigin, { andBodyEnd: !this.#hasBar });
    const longest = Math.max(contextToken.length, longestAddress(shopOrigin), bodyEnd.length);
    this.#reach = longest + lookedAround;
  }

  push(chunk: Buffer): Buffer {
    this.#text += chunk.toString('latin1');
    this.#decide(this.#text.length - this.#reach);
    return this.#taken();
  }

  end(): Buffer {
    this.#decide(this.#text.length);
    if (this.#end !== undefined) this.#close();
    return this.#taken();
  }

  /** Decides on everything that begins before `limit`. */
  #decide(limit: number): void {
    const text = this.#text;
    const { contextToken } = this.#rewrite;
    let at = this.#decided;
    let tokenAt = indexIn(text, contextToken, at);
    for (let match = this.#find(at); ; match = this.#find(at)) {
      const foundAt = match?.index ?? Number.POSITIVE_INFINITY;
      const next = Math.min(foundAt, tokenAt);
      if (next >= limit) break;
      this.#pass(text.slice(at, next));
      if (match && foundAt < tokenAt) {
        this.#replace(match[0]);
        at = foundAt + match[0].length;
      } else {
        at = tokenAt + contextToken.length;
        tokenAt = indexIn(text, contextToken, at);
      }
    }
    this.#settle(at, limit);
  }

  #find(from: number): RegExpExecArray | null {
    // The pattern is common to all pages of the shop.
    this.#pattern.lastIndex = from;
    return this.#pattern.exec(this.#text);
  }

  /** What is found up to `at` has been replaced; from there to `limit` there is nothing. */
  #settle(at: number, limit: number): void {
    const end = Math.max(at, limit);
    this.#pass(this.#text.slice(at, end));
    const kept = Math.max(0, end - lookedAround);
    this.#text = this.#text.slice(kept);
    this.#decided = end - kept;
  }

  #replace(found: string): void {
    if (found.startsWith('<')) this.#mark(found);
    else this.#pass(ownAddress(found, this.#rewrite.publicOrigin));
  }

  #mark(found: string): void {
    if (!this.#hasBar) {
      this.#out += this.#end ?? '';
      this.#end = '';
    }
    this.#pass(found);
  }

  #pass(piece: string): void {
    if (this.#end === undefined) {
      this.#out += piece;
      return;
    }
    this.#end += piece;
    if (this.#end.length > longestEnd) this.#close();
  }

  /** The bar, then what was held back. */
  #close(): void {
    this.#out += this.#bar + (this.#end ?? '');
    this.#end = undefined;
    this.#hasBar = true;
  }

  #taken(): Buffer {
    const taken = Buffer.from(this.#out, 'latin1');
    this.#out = '';
    return taken;
  }
}

function indexIn(text: string, part: string, from: number): number {
  const index = text.indexOf(part, from);
  return index === -1 ? Number.POSITIVE_INFINITY : index;
}
