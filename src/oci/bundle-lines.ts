import type { Bundle } from '../punchout/cart.ts';
import { cutText } from '../punchout/cut-text.ts';
import type { MappedLine } from '../punchout/map-cart.ts';
import { PunchOutError } from '../punchout/punchout-error.ts';
import type { OciSystem } from '../punchout/system.ts';
import { ociFieldLimit } from './fields.ts';
import { transliterate } from './transliterate.ts';

/** A line as it is written: one of the cart, or the head of a bundle, which has no price. */
export interface OciLine extends Pick<MappedLine, 'fields' | 'priceUnit'> {
  kind: MappedLine['kind'] | 'bundle';
}

/** A head that is written, with the index that its parts name as their parent. */
interface OpenHead {
  key: string;
  index: number;
}

/**
 * The lines in their order and, where the System wishes a hierarchy, above each bundle of them its head: ITEM_TYPE `R`
 * for an outermost one, `O` for one within another (OCI 5: header, outline). PARENT_ID is the index of the head as it is
 * written; it is empty at an outermost head. A field of these names in the mapping stays as it is.
 * @throws PunchOutError `unit_unmapped`, `field_too_long`
 */
export function ociLines(lines: readonly MappedLine[], system: OciSystem, charset: string): OciLine[] {
  if (system.bundles === 'flat') return [...lines];
  const written: OciLine[] = [];
  const open: OpenHead[] = [];
  for (const line of lines) {
    const bundles = line.bundles ?? [];
    open.splice(commonLength(open, bundles));
    for (const bundle of bundles.slice(open.length)) {
      const head = headLine(bundle, open.at(-1), { system, charset });
      open.push({ key: bundle.key, index: written.push(head) - 1 + system.startIndex });
    }
    written.push({ ...line, fields: { ...parentOf(open.at(-1)), ...line.fields } });
  }
  return written;
}

/** How many of the open heads, from the outermost, are of these bundles too. */
function commonLength(open: readonly OpenHead[], bundles: readonly Bundle[]): number {
  const differs = open.findIndex(({ key }, depth) => key !== bundles[depth]?.key);
  return differs === -1 ? open.length : differs;
}

function headLine(
  { name, number, quantity }: Bundle,
  parent: OpenHead | undefined,
  { system, charset }: { system: OciSystem; charset: string },
): OciLine {
  const unit = system.units.default;
  if (unit === undefined) throw new PunchOutError('unit_unmapped', `${name}: a bundle has the default unit`);
  const fields = {
    DESCRIPTION: cutText(transliterate(name, charset), ociFieldLimit('DESCRIPTION')),
    QUANTITY: quantity,
    UNIT: unit,
    ...(number === undefined ? {} : { VENDORMAT: fitting('VENDORMAT', transliterate(number, charset)) }),
    ITEM_TYPE: parent ? 'O' : 'R',
    ...parentOf(parent),
  };
  return { kind: 'bundle', priceUnit: '1', fields };
}

function parentOf(head: OpenHead | undefined): Record<string, string> {
  return head ? { PARENT_ID: fitting('PARENT_ID', String(head.index)) } : {};
}

function fitting(field: string, value: string): string {
  const { length = value.length } = ociFieldLimit(field);
  if (value.length <= length) return value;
  throw new PunchOutError(
    'field_too_long',
    `${field} of a bundle has more than ${length} characters: ${value}`,
  );
}
