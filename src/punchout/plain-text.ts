const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** The text of a piece of HTML: tags, comments, scripts and styles become blanks, character references characters. */
export function plainText(html: string): string {
  return html
    .replaceAll(/<(script|style)\b[^<>]*>[^<]*<\/\1\s*>/gi, ' ')
    .replaceAll(/<(?:[!/?]\s?)?[a-z-][^<>]*>/gi, ' ')
    .replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi, character);
}

function character(reference: string, digits?: string, hexadecimal?: string, name = ''): string {
  if (digits === undefined && hexadecimal === undefined) return entities[name.toLowerCase()] ?? reference;
  const code = digits === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(digits);
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : ' ';
}
