import { missingOciFields, ociFieldLimit } from './fields.ts';

export interface OciFinding {
  field: string;
  problem: string;
  /** Whether it costs no more than the end of a text. */
  cut?: boolean | undefined;
}

const plainName = /^NEW_ITEM-(?!LONGTEXT\[)([A-Z0-9_-]+)\[(\d{1,5})\]$/;
const longTextName = /^NEW_ITEM-(LONGTEXT)_(\d{1,5}):132\[\]$/;

const notDecimal = 'is no number such as 1234.500: at most 11 digits, a point and at most 3 decimals';

/** How a value is written. */
const formats: readonly [name: string, format: RegExp, problem: string][] = [
  ['QUANTITY', /^\d{1,11}(\.\d{1,3})?$/, notDecimal],
  ['PRICE', /^-?\d{1,11}(\.\d{1,3})?$/, notDecimal],
  ['CURRENCY', /^[A-Z]{3}$/, 'is no ISO code'],
  ['PRICEUNIT', /^[1-9]\d{0,4}$/, 'is no whole number'],
  ['LEADTIME', /^\d{1,5}$/, 'is no number of days'],
];

type Item = Map<string, string>;

/** What a procurement system would cut, drop or reject in a returned OCI 4.0 cart; nothing where it is valid. */
export function lintOciCart(pairs: readonly (readonly [string, string])[]): OciFinding[] {
  const items = new Map<number, Item>();
  const findings: OciFinding[] = [];
  for (const [name, value] of pairs) {
    if (!name.toUpperCase().startsWith('NEW_ITEM')) continue;
    const match = plainName.exec(name) ?? longTextName.exec(name);
    if (match) findings.push(...fieldFindings(name, value, match), ...place(items, match, value));
    else findings.push(rejected(name, 'is not NEW_ITEM-<FIELD>[n] with n from 1'));
  }
  return [...findings, ...indexFindings([...items.keys()]), ...[...items].flatMap(itemFindings)];
}

function fieldFindings(field: string, value: string, [, name = '']: RegExpExecArray): OciFinding[] {
  const { length, cut = false } = ociFieldLimit(name);
  if (length === undefined || [...value].length <= length) return [];
  const found = `has ${[...value].length} characters, at most ${length} are`;
  return [{ field, problem: cut ? `${found} kept` : `${found} allowed: it is refused, not cut`, cut }];
}

function rejected(field: string, problem: string): OciFinding {
  return { field, problem };
}

function place(
  items: Map<number, Item>,
  [field, name = '', index]: RegExpExecArray,
  value: string,
): OciFinding[] {
  const item = items.get(Number(index)) ?? new Map<string, string>();
  items.set(Number(index), item);
  if (item.has(name)) return [rejected(field, 'comes twice')];
  item.set(name, value);
  return [];
}

function indexFindings(indexes: number[]): OciFinding[] {
  const gap = indexes
    .toSorted((left, right) => left - right)
    .findIndex((index, position) => index !== position + 1);
  return gap === -1
    ? []
    : [rejected(`NEW_ITEM [${gap + 1}]`, 'is missing: items count from 1 without a gap')];
}

function itemFindings([index, item]: [number, Item]): OciFinding[] {
  const missing = missingOciFields(Object.fromEntries(item)).map((name) => [name, 'is missing'] as const);
  const wrong = formats.flatMap(([name, format, problem]) => {
    const value = item.get(name) ?? '';
    return value === '' || format.test(value) ? [] : [[name, problem] as const];
  });
  return [...missing, ...wrong].map(([name, problem]) => rejected(`NEW_ITEM-${name}[${index}]`, problem));
}
