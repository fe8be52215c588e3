import { asPunchOutError } from '../punchout/punchout-error.ts';
import type { WireLine } from '../punchout/wire-cart.ts';
import { jsonKey } from './json-cart.ts';
import { lintOciCart, type OciFinding } from './lint.ts';
import { readJsonCart } from './read-json-cart.ts';

/** What a procurement system would cut, drop or reject in a cart as JSON: its items by the rules of OCI 4.0. */
export function lintJsonCart(text: string): OciFinding[] {
  try {
    const { lines } = readJsonCart(text);
    const hollow = lines.filter(({ fields }) => fields.length === 0);
    const findings = lintOciCart(lines.flatMap(formPairs)).flatMap(inJson);
    return [
      ...hollow.map(({ index }) => ({ field: `item ${index}`, problem: 'has no fields' })),
      ...findings,
    ];
  } catch (thrown) {
    return [{ field: 'JSON', problem: asPunchOutError(thrown).detail }];
  }
}

/** As the form of fields would have it. */
function formPairs({ index, fields }: WireLine): [string, string][] {
  return fields.map(({ name, value }) => [
    name === 'LONGTEXT' ? `NEW_ITEM-LONGTEXT_${index}:132[]` : `NEW_ITEM-${name}[${index}]`,
    value,
  ]);
}

/** Items of a list have no gaps. */
function inJson({ field, problem, cut }: OciFinding): OciFinding[] {
  const longText = field.replace(/^NEW_ITEM-LONGTEXT_(\d+):132\[\]$/, 'NEW_ITEM-LONGTEXT[$1]');
  const [, name, index] = /^NEW_ITEM-(.+)\[(\d+)\]$/s.exec(longText) ?? [];
  if (name === undefined) return [];
  const told = problem.startsWith('is not NEW_ITEM') ? 'is no name of an OCI field' : problem;
  return [{ field: `item ${index}: ${jsonKey(name)}`, problem: told, cut }];
}
