/** Whole addresses in the attributes of a page. */
export function pageAddresses(page: string): URL[] {
  const found = page.matchAll(/\b(?:href|src|content|action)\s*=\s*["']\s*(https?:\/\/[^"'\s<>]+)/gi);
  return [...found].flatMap(([, address = '']) => URL.parse(address) ?? []);
}

/** Where the page says it belongs; undefined where it does not say so. */
export function canonicalAddress(page: string): URL | undefined {
  const links = page.match(/<link\b[^>]*>/gi) ?? [];
  const canonical = links.find((link) => /\brel\s*=\s*["']?canonical\b/i.test(link));
  return canonical === undefined ? undefined : pageAddresses(canonical)[0];
}
