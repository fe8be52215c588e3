import { missingOciFields, ociFieldLimit } from './fields.ts';

export interface OciFinding {
  field: string;
  problem: string;
}

const plainName = /^NEW_ITEM-(?!LONGTEXT\[)([A-Z0-9_-]+)\[(\d{1,5})\]$/;
const longTextName = /^NEW_ITEM-(LONGTEXT)_(\d{1,5}):132\[\]$/;

/** How a value is written. */
const formats: readonly [name: string, format: RegExp, problem: string][] = [
  ['QUANTITY', /^\d{1,11}(\.\d{1,3})?$/, 'is no number with up to 11.3 digits and a decimal point'],
  ['PRICE', /^-?\d{1,11}(\.\d{1,3})?$/, 'is no number with up to 11.3 digits and a decimal point'],
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
    else findings.push({ field: name, problem: 'is not NEW_ITEM-<FIELD>[n] with n from 1' });
  }
  return [...findings, ...indexFindings([...items.keys()]), ...[...items].flatMap(itemFindings)];
}

function fieldFindings(field: string, value: string, [, name = '']: RegExpExecArray): OciFinding[] {
  const { length } = ociFieldLimit(name);
  if (length === undefined || [...value].length <= length) return [];
  return [{ field, problem: `has ${[...value].length} characters, at most ${length} are kept` }];
}

function place(
  items: Map<number, Item>,
  [field, name = '', index]: RegExpExecArray,
  value: string,
): OciFinding[] {
  const item = items.get(Number(index)) ?? new Map<string, string>();
  items.set(Number(index), item);
  if (item.has(name)) return [{ field, problem: 'comes twice' }];
  item.set(name, value);
  return [];
}

function indexFindings(indexes: number[]): OciFinding[] {
  const gap = indexes
    .toSorted((left, right) => left - right)
    .findIndex((index, position) => index !== position + 1);
  return gap === -1
    ? []
    : [{ field: `NEW_ITEM [${gap + 1}]`, problem: 'is missing: items count from 1 without a gap' }];
}

function itemFindings([index, item]: [number, Item]): OciFinding[] {
  const missing = missingOciFields(Object.fromEntries(item)).map((name) => [name, 'is missing'] as const);
  const wrong = formats.flatMap(([name, format, problem]) => {
    const value = item.get(name) ?? '';
    return value === '' || format.test(value) ? [] : [[name, problem] as const];
  });
  return [...missing, ...wrong].map(([name, problem]) => ({ field: `NEW_ITEM-${name}[${index}]`, problem }));
}
