const table: Record<string, string> = {
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
  '‹': "'",
  '›': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '‟': '"',
  '«': '"',
  '»': '"',
  '…': '...',
  '€': 'EUR',
  '•': '*',
  '⁄': '/',
  '×': 'x',
  Œ: 'OE',
  œ: 'oe',
  Æ: 'AE',
  æ: 'ae',
  Ø: 'O',
  ø: 'o',
  Ł: 'L',
  ł: 'l',
  ß: 'ss',
  ẞ: 'SS',
};

const repertoires = new Map<string, ReadonlySet<string>>();

/**
 * Text in characters of the charset only. A browser would write a character that the charset lacks as `&#8364;`, which
 * buyers keep as it is. Any charset but UTF-8 has one byte a character.
 */
export function transliterate(text: string, charset: string): string {
  if (charset === 'utf-8') return text;
  const known = repertoire(charset);
  return [...text.normalize('NFC')].map((character) => replaced(character, known)).join('');
}

function repertoire(charset: string): ReadonlySet<string> {
  const known = repertoires.get(charset) ?? new Set(charactersOf(charset));
  repertoires.set(charset, known);
  return known;
}

function charactersOf(charset: string): string[] {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  return [...new TextDecoder(charset).decode(bytes)].filter((character) => character !== '\uFFFD');
}

function replaced(character: string, known: ReadonlySet<string>): string {
  if (known.has(character)) return character;
  const plain = [...character.normalize('NFKD').replaceAll(/[\p{M}\p{Cf}]/gu, '')];
  const parts = plain.map((part) => (known.has(part) ? part : table[part]));
  return table[character] ?? (parts.includes(undefined) ? '?' : parts.join(''));
}
