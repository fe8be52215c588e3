import type { FormPair } from '../http/form.ts';
import { manyFields } from '../punchout/session.ts';

/** Leaves empty fields of items out of a form that has too many fields for many receivers. */
export function fittedFields(fields: FormPair[]): FormPair[] {
  if (fields.length <= manyFields) return fields;
  return fields.filter(([name, value]) => value !== '' || !name.startsWith('NEW_ITEM-'));
}
