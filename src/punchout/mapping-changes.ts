import { type Difference, differingEntries, settingChange } from './differing-entries.ts';
import type { LookupTables } from './expression.ts';
import type { System } from './system.ts';
import { type FingerprintedRule, type FingerprintedUnits, fingerprinted } from './system-fingerprint.ts';
import type { UnitEntry } from './unit-of-measure.ts';

/** What changed of article fields, their tables and units, in words. */
export function mappingChanges(before: System, after: System): string[] {
  const [was, is] = [fingerprinted(before), fingerprinted(after)];
  const fields = (['item', 'shipping', 'discount'] as const).flatMap((line) =>
    differingEntries(was.fields[line], is.fields[line]).map(({ name, ...difference }) =>
      fieldChange(`field ${line}.${name}`, difference),
    ),
  );
  const tables = differingEntries(was.fields.tables ?? {}, is.fields.tables ?? {}).flatMap(
    ({ name, ...difference }) => tableChanges(`table ${name}`, difference),
  );
  return [...fields, ...tables, ...unitChanges(was.units, is.units)];
}

function unitChanges(was: FingerprintedUnits, is: FingerprintedUnits): string[] {
  const table = differingEntries(was.table, is.table).map(({ name, ...difference }) =>
    unitChange(`unit ${name}`, difference),
  );
  const asked = `standard names of units are ${is.standard === false ? 'no longer' : 'now'} asked`;
  const unmapped = `a unit without a code ${is.unmapped === 'block' ? 'now stops the cart' : 'now goes as the default'}`;
  return [
    ...table,
    ...settingChange('the default unit', { before: was.default, after: is.default }),
    ...settingChange('the product field of units', { before: was.productField, after: is.productField }),
    ...(was.standard === is.standard ? [] : [asked]),
    ...(was.unmapped === is.unmapped ? [] : [unmapped]),
  ];
}

function fieldChange(field: string, { before, after }: Difference<FingerprintedRule>): string {
  if (after === undefined) return `${field} removed, was ${ruleText(before)}`;
  return before === undefined
    ? `${field} added, ${ruleText(after)}`
    : `${field} is now ${ruleText(after)}, was ${ruleText(before)}`;
}

/** `from product.ean, else product.number, else "0", cut to 18 characters` */
function ruleText({ from, fixed, length, bytes }: Partial<FingerprintedRule> = {}): string {
  const sources = [...(from ?? []), ...(fixed === undefined ? [] : [`"${fixed}"`])];
  const source = sources.length === 0 ? 'empty' : `${from ? 'from' : 'always'} ${sources.join(', else ')}`;
  const limits = [
    ...(length === undefined ? [] : [`${length} characters`]),
    ...(bytes === undefined ? [] : [`${bytes} bytes`]),
  ];
  return limits.length === 0 ? source : `${source}, cut to ${limits.join(' and ')}`;
}

function tableChanges(table: string, { before, after }: Difference<LookupTables[string]>): string[] {
  if (after === undefined) return [`${table} removed`];
  const entries = differingEntries(before ?? {}, after).flatMap(({ name, ...difference }) =>
    settingChange(`${table}, "${name}"`, difference, (value) => `"${value}"`),
  );
  return before === undefined ? [`${table} added`, ...entries] : entries;
}

function unitChange(unit: string, { before, after }: Difference<UnitEntry>): string {
  if (after === undefined) return `${unit} is no longer mapped, was ${entryText(before)}`;
  const now = `${unit} is now ${entryText(after)}`;
  return before === undefined ? now : `${now}, was ${entryText(before)}`;
}

/** `PCE`, `100 PCE` or `product.customField.pieces PCE` */
function entryText(entry: UnitEntry | undefined): string {
  return typeof entry === 'object' ? `${entry.factor} ${entry.code}` : String(entry);
}
