/** Without a scheme it must not be the end of an address with a foreign one. */
const begins = '(?<![\\w:]|%3A)';
/** `https://shop.example` must not match in `https://shop.example.org` or `https://shop.example:8443`. */
const ends = '(?![\\w.:-]|%3A)';

/** So many characters around a match decide on it. */
export const lookedAround = 3;

export const bodyEnd = '</body>';

const patterns = new Map<string, RegExp>();

/**
 * Finds an origin, with a scheme of the web or without: plain, as JSON writes it, and percent-encoded; and on request the
 * end of a page. Compiled once for each shop.
 */
export function ownAddressPattern(origin: string, { andBodyEnd = false } = {}): RegExp {
  const key = `${origin} ${andBodyEnd}`;
  const known = patterns.get(key) ?? new RegExp(sourceFor(origin) + (andBodyEnd ? `|${bodyEnd}` : ''), 'gi');
  patterns.set(key, known);
  return known;
}

function sourceFor(origin: string): string {
  const { host } = new URL(origin);
  const plain = `(?:https?:|${begins})(?://|\\\\/\\\\/)${RegExp.escape(host)}`;
  const encoded = `(?:https?%3A|${begins})%2F%2F${RegExp.escape(encodeURIComponent(host))}`;
  return `(?:${plain}|${encoded})${ends}`;
}

/** Length of the longest text that the pattern finds. */
export function longestAddress(origin: string): number {
  return encodeURIComponent(origin.replace(/^http:/, 'https:')).length;
}

/** What stands in place of a match: the other origin, written alike. */
export function ownAddress(found: string, origin: string): string {
  const hasScheme = /^h/i.test(found);
  const plain = hasScheme ? origin : origin.replace(/^https?:/, '');
  if (found.includes('\\')) return plain.replaceAll('/', '\\/');
  return /%2f/i.test(found) ? encodeURIComponent(plain) : plain;
}
