import { isDeepStrictEqual } from 'node:util';

/** One thing before and after an edit; undefined where it was or is not there. */
export interface Difference<Value> {
  before: Value | undefined;
  after: Value | undefined;
}

/** What stands under one name and is not equal, or stands in one of the two only. */
export function differingEntries<Value>(
  before: Record<string, Value>,
  after: Record<string, Value>,
): ({ name: string } & Difference<Value>)[] {
  const [earlier, later] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  const names = [...new Set([...earlier.keys(), ...later.keys()])];
  return names
    .map((name) => ({ name, before: earlier.get(name), after: later.get(name) }))
    .filter((difference) => !isDeepStrictEqual(difference.before, difference.after));
}

/** `charset is now utf-8, was iso-8859-1`; nothing where both are equal. */
export function settingChange<Value>(
  what: string,
  { before, after }: Difference<Value>,
  show: (value: Value) => string = String,
): string[] {
  if (isDeepStrictEqual(before, after)) return [];
  const was = before === undefined ? '' : `, was ${show(before)}`;
  return [after === undefined ? `${what} is no longer set${was}` : `${what} is now ${show(after)}${was}`];
}

/** What is in one of two sets only. */
export function setChanges(
  what: string,
  { before = [], after = [] }: Difference<readonly string[]>,
  show: (entry: string) => string = String,
): string[] {
  const added = new Set(after.filter((entry) => !before.includes(entry)));
  const removed = new Set(before.filter((entry) => !after.includes(entry)));
  return [
    ...[...added].map((entry) => `${what} ${show(entry)} added`),
    ...[...removed].map((entry) => `${what} ${show(entry)} removed`),
  ];
}
