import { decimal, divide, multiply } from '../punchout/money.ts';
import { ociFieldLimit } from './fields.ts';

export interface OciFinding {
  field: string;
  problem: string;
}

const plainName = /^NEW_ITEM-([A-Z0-9_-]+)\[(\d{1,5})\]$/;
const longTextName = /^NEW_ITEM-(LONGTEXT)_(\d{1,5}):132\[\]$/;
const quantity = /^\d{1,11}(\.\d{1,3})?$/;
const price = /^-?\d{1,11}(\.\d{1,3})?$/;

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
  const value = (name: string) => item.get(name) ?? '';
  const problems: [string, boolean, string][] = [
    ['DESCRIPTION', value('DESCRIPTION') === '' && value('MATNR') === '', 'is empty and so is MATNR'],
    [
      'QUANTITY',
      !quantity.test(value('QUANTITY')),
      'is no number with up to 11.3 digits and a decimal point',
    ],
    ['UNIT', value('UNIT') === '' && value('MATNR') === '', 'is empty and so is MATNR'],
    ['PRICE', value('PRICE') !== '' && !price.test(value('PRICE')), 'is no number with up to 11.3 digits'],
    ['CURRENCY', value('PRICE') !== '' && !/^[A-Z]{3}$/.test(value('CURRENCY')), 'is no ISO code'],
    [
      'PRICEUNIT',
      value('PRICEUNIT') !== '' && !/^[1-9]\d{0,4}$/.test(value('PRICEUNIT')),
      'is no whole number',
    ],
    ['LEADTIME', value('LEADTIME') !== '' && !/^\d{1,5}$/.test(value('LEADTIME')), 'is no number of days'],
  ];
  const wrong = problems.filter(([, isWrong]) => isWrong);
  return wrong.map(([name, , problem]) => ({ field: `NEW_ITEM-${name}[${index}]`, problem }));
}

/** Value of a line as a procurement system works it out: price times quantity, per price unit. */
export function ociLineValue(item: { price: string; quantity: string; priceUnit: string }): string {
  return divide(multiply(decimal(item.price), decimal(item.quantity)), decimal(item.priceUnit || '1'), 2);
}
