import type { CartLine } from './cart-line.ts';

type Pair = readonly [name: string, value: string];

const FIELD = /^NEW_ITEM-(?:(LONGTEXT)_(\d+):132\[\]|([^[\]]+)\[(\d+)\])$/i;
const COLUMNS = ['VENDORMAT', 'DESCRIPTION', 'QUANTITY', 'UNIT', 'PRICE', 'PRICEUNIT', 'CURRENCY'];

/** The lines of an OCI cart, by their index. */
export function readOciItems(pairs: readonly Pair[]): CartLine[] {
  const items = new Map<string, Map<string, string>>();
  for (const [name, value] of pairs) {
    const [, longText, longIndex, field, index] = name.match(FIELD) ?? [];
    const position = longIndex ?? index;
    if (position === undefined) continue;
    const item = items.get(position) ?? new Map<string, string>();
    items.set(position, item.set((longText ?? field ?? '').toUpperCase(), value));
  }
  const sorted = [...items].sort(([left], [right]) => Number(left) - Number(right));
  return sorted.map(([position, item]) => toLine(position, item));
}

function toLine(position: string, item: Map<string, string>): CartLine {
  const value = (name: string) => item.get(name) ?? '';
  return {
    position,
    article: value('VENDORMAT') || value('EXT_PRODUCT_ID') || value('MATNR'),
    description: value('DESCRIPTION'),
    quantity: value('QUANTITY'),
    unit: value('UNIT'),
    price: value('PRICE'),
    priceUnit: value('PRICEUNIT'),
    currency: value('CURRENCY'),
    more: [...item].filter(([name]) => !COLUMNS.includes(name)),
  };
}
