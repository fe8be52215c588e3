import type { WireCart } from '../punchout/wire-cart.ts';
import { readItems } from './read-items.ts';
import { isJsonCart, readJsonCart } from './read-json-cart.ts';

/**
 * The cart in the fields of a posted form, be it one field for each value or all as JSON in one.
 * @throws PunchOutError `invalid_request`
 */
export function readCartFields(fields: readonly (readonly [name: string, value: string])[]): WireCart {
  const json = fields.find(([, value]) => isJsonCart(value))?.[1];
  return json === undefined ? readItems(fields) : { ...readJsonCart(json), formFields: fields.length };
}
