import type { FormPair } from '../http/form.ts';

/** Names of OCI that are several words written as one, or short for something. */
const knownKeys: Record<string, string> = {
  MATNR: 'matNumber',
  PRICEUNIT: 'priceUnit',
  LEADTIME: 'leadTime',
  LONGTEXT: 'longText',
  VENDORMAT: 'vendorMat',
  MANUFACTCODE: 'manufactCode',
  MANUFACTMAT: 'manufactMat',
  MATGROUP: 'matGroup',
};

/**
 * A cart as JSON: `{"items":[{"description":"…","quantity":"3.000",…}]}`, with every value as a text, as the form of
 * fields has it. No version of OCI has it: it is a convention of vendors that call it OCI 5. Of its names only
 * `description` and `matNumber` are published; the others are made alike.
 * @param items values of each line under the plain names of OCI fields
 */
export function jsonCart(items: readonly (readonly FormPair[])[]): string {
  return JSON.stringify({ items: items.map((item) => Object.fromEntries(item.map(jsonEntry))) });
}

function jsonEntry([name, value]: FormPair): FormPair {
  return [jsonKey(name), value];
}

/** The name of an OCI field in that JSON: `CUST_FIELD1` is `custField1`. */
export function jsonKey(name: string): string {
  const camelCase = name
    .toLowerCase()
    .replaceAll(/[_-]+([a-z0-9])/g, (_, next: string) => next.toUpperCase());
  return knownKeys[name] ?? camelCase;
}

/** Fields with the name of a field before them: a JSON cart would lose one of the two. */
export function clashingFields(names: readonly string[]): string[] {
  const keys = names.map(jsonKey);
  return names.filter((_, index) => keys.indexOf(keys[index] ?? '') !== index);
}
