import type { FormPair } from '../http/form.ts';
import { lintOciCart } from '../oci/lint.ts';
import { readCartFields } from '../oci/read-cart-fields.ts';
import { isJsonCart } from '../oci/read-json-cart.ts';
import { asPunchOutError } from '../punchout/punchout-error.ts';
import type { WireLine } from '../punchout/wire-cart.ts';

export type OciItem = Map<string, string>;

const itemField = /^NEW_ITEM-(?:(LONGTEXT)_(\d{1,5}):132\[\]|([A-Z0-9_-]+)\[(\d{1,5})\])$/;

/** Fields of an OCI form under the names of OCI. */
export interface SpelledForm {
  fields: readonly FormPair[];
  /** Why it could not be read, where it could not. */
  faults: string[];
}

/** A form as OCI spells it, be it a cart as JSON, whose items count from `startIndex` then. */
export function spelledForm(fields: readonly FormPair[], startIndex: 0 | 1): SpelledForm {
  const others = fields.filter(([, value]) => !isJsonCart(value));
  if (others.length === fields.length) return { fields, faults: [] };
  try {
    const items = readCartFields(fields).lines.flatMap((line) => lineFields(line, startIndex));
    return { fields: [...others, ...items], faults: [] };
  } catch (thrown) {
    return { fields: others, faults: [asPunchOutError(thrown).detail] };
  }
}

function lineFields({ index, fields }: WireLine, startIndex: 0 | 1): FormPair[] {
  const place = index - 1 + startIndex;
  return fields.map(({ name, value }) => [
    name === 'LONGTEXT' ? `NEW_ITEM-LONGTEXT_${place}:132[]` : `NEW_ITEM-${name}[${place}]`,
    value,
  ]);
}

/** The items of an OCI form, by their index. */
export function itemsOf(fields: readonly FormPair[]): Map<number, OciItem> {
  const items = new Map<number, OciItem>();
  for (const [name, value] of fields) {
    const match = itemField.exec(name);
    if (!match) continue;
    const index = Number(match[2] ?? match[4]);
    const item = items.get(index) ?? new Map<string, string>();
    items.set(index, item.set(match[1] ?? match[3] ?? '', value));
  }
  return items;
}

/** What is wrong with the items of a form, where the first one shall have that index. */
export function itemFaults(fields: readonly FormPair[], startIndex: 0 | 1): string[] {
  const counted = startIndex === 1 ? fields : fields.map(([name, value]) => [fromOne(name), value] as const);
  return lintOciCart(counted).map(({ field, problem }) => `${field} ${problem}`);
}

/** The linter counts items from 1. */
function fromOne(name: string): string {
  return name.replace(
    /(?<=^NEW_ITEM-(?:LONGTEXT_|[A-Z0-9_-]+\[))\d{1,5}(?=:132\[\]$|\]$)/,
    (index) => `${Number(index) + 1}`,
  );
}
