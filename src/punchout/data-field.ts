import type { CartItem } from './cart.ts';
import type { LookupTables } from './expression.ts';
import type { PricedLine } from './price-line.ts';
import { sameName } from './same-name.ts';
import type { PunchOutSession } from './session.ts';
import type { SystemCustomer } from './system.ts';

/** All that a data field may look at while one line is mapped. */
export interface DataFieldContext {
  item: CartItem;
  line: PricedLine;
  unit: string;
  position: number;
  currency: string;
  reference: string;
  session: PunchOutSession;
  customer: SystemCustomer;
  /** Tables of the System that expressions look things up in. */
  tables?: LookupTables | undefined;
}

type Reader = (context: DataFieldContext) => string | undefined;

const readers: Record<string, Reader> = {
  'cart.currency': ({ currency }) => currency,
  'customer.email': ({ customer }) => customer.email,
  'customer.id': ({ customer }) => customer.id,
  'customer.name': ({ customer }) => customer.name,
  'customer.number': ({ customer }) => customer.number,
  'item.name': ({ item }) => item.name,
  'item.position': ({ position }) => String(position),
  'item.price': ({ line }) => line.price,
  'item.priceUnit': ({ line }) => line.priceUnit,
  'item.reference': ({ reference }) => reference,
  'item.quantity': ({ line }) => line.quantity,
  'item.taxRate': ({ item }) => item.taxRate,
  'item.total': ({ line }) => line.total,
  'item.unit': ({ unit }) => unit,
  'product.category': ({ item }) => item.product.category,
  'product.deliveryDays': ({ item }) => item.product.deliveryDays,
  'product.description': ({ item }) => item.product.description,
  'product.ean': ({ item }) => item.product.ean,
  'product.id': ({ item }) => item.product.id,
  'product.manufacturer': ({ item }) => item.product.manufacturer,
  'product.manufacturerNumber': ({ item }) => item.product.manufacturerNumber,
  'product.name': ({ item }) => item.product.name,
  'product.number': ({ item }) => item.product.number,
  'product.packUnit': ({ item }) => item.product.packUnit,
  'product.unit': ({ item }) => item.unit,
  'product.weight': ({ item }) => item.product.weight,
  'session.id': ({ session }) => session.id,
  'session.operation': ({ session }) => session.operation,
};

/** Families whose last part is free: a custom field of the shop, what came with the login. */
const families: Record<string, (context: DataFieldContext, name: string) => string | undefined> = {
  'product.customField.': ({ item }, name) => ownField(item.product.customFields, name),
  'session.parameter.': ({ session }, name) => pairNamed(session.parameters, name),
  'session.contact.': ({ session }, name) => pairNamed(session.details, `Contact.${name}`),
  'session.extrinsic.': ({ session }, name) => pairNamed(session.extrinsics, name),
  'session.shipTo.': ({ session }, name) => pairNamed(session.details, `ShipTo.${name}`),
};

export function isDataField(name: string): boolean {
  return Object.hasOwn(readers, name) || familyOf(name) !== undefined;
}

/** The value of one data field for one line; `''` where there is none. */
export function readDataField(name: string, context: DataFieldContext): string {
  const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
  if (reader) return reader(context) ?? '';
  const family = familyOf(name);
  return family ? (families[family]?.(context, name.slice(family.length)) ?? '') : '';
}

export function dataFieldNames(): string[] {
  return [...Object.keys(readers), ...Object.keys(families).map((family) => `${family}<name>`)].sort();
}

function familyOf(name: string): string | undefined {
  return Object.keys(families).find((family) => name.startsWith(family) && name.length > family.length);
}

function ownField(fields: Record<string, string>, name: string): string | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function pairNamed(pairs: readonly (readonly [string, string])[], name: string): string | undefined {
  return pairs.find(([candidate]) => sameName(candidate, name))?.[1];
}
