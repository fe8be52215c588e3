import type { WireCart, WireField, WireLine } from '../punchout/wire-cart.ts';

interface NamedField {
  name: string;
  index: number;
  proper: boolean;
}

const properName = /^NEW_ITEM-(?!LONGTEXT\[)([A-Z0-9_-]+)\[(\d{1,5})\]$/;
const properLongText = /^NEW_ITEM-(LONGTEXT)_(\d{1,5}):132\[\]$/;

/** Long texts as some shops spell them: `LONGTEXT_1:132`, `_1:132[1]`, `_1:132[][1]`, `LONGTEXT[1]`, `[1]:132[]`. */
const looseLongText =
  /^NEW_ITEM[-_](LONGTEXT)(?:_(\d{1,5}):132(?:\[\d*\])*|\[(\d{1,5})\](?::132(?:\[\])?)?)$/i;
/** IFS documents `NEW_ITEM_CERT[1]`. */
const looseName = /^NEW_ITEM[-_]([A-Z0-9_-]+)\[(\d{1,5})\]$/i;

/** The items of an OCI form by their index, which may begin at 0 and have gaps; all spellings are read. */
export function readItems(pairs: readonly (readonly [name: string, value: string])[]): WireCart {
  const lines = new Map<number, WireField[]>();
  const strays: string[] = [];
  for (const [name, value] of pairs) {
    if (!/^NEW_ITEM/i.test(name)) continue;
    const named = nameOf(name);
    if (!named) {
      strays.push(name);
      continue;
    }
    const field = { name: named.name, value, ...(named.proper ? {} : { misspelt: name }) };
    lines.set(named.index, [...(lines.get(named.index) ?? []), field]);
  }
  return { protocol: 'oci', lines: inOrder(lines), formFields: pairs.length, strays };
}

function nameOf(name: string): NamedField | undefined {
  const proper = properName.exec(name) ?? properLongText.exec(name);
  const match = proper ?? looseLongText.exec(name) ?? looseName.exec(name);
  if (!match) return undefined;
  const [, field = '', index, bracketed] = match;
  return { name: field.toUpperCase(), index: Number(index ?? bracketed), proper: proper !== null };
}

function inOrder(lines: Map<number, WireField[]>): WireLine[] {
  return [...lines].toSorted(([left], [right]) => left - right).map(([index, fields]) => ({ index, fields }));
}
