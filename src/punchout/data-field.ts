import type { CartItem, Product, ShopCustomer } from './cart.ts';
import type { LookupTables } from './expression.ts';
import { add, type Decimal, divide, multiply, round } from './money.ts';
import type { PricedLine } from './price-line.ts';
import { sameName } from './same-name.ts';
import type { PunchOutSession } from './session.ts';
import type { SystemCustomer } from './system.ts';

/** All that a data field may look at while one line is mapped. */
export interface DataFieldContext {
  item: CartItem;
  line: PricedLine;
  /** Of the whole line; absent while its unit is being found out. */
  tax?: Decimal | undefined;
  unit: string;
  position: number;
  currency: string;
  language?: string | undefined;
  reference: string;
  session: PunchOutSession;
  customer: SystemCustomer;
  /** The same customer as the shop has it. */
  shopCustomer?: ShopCustomer | undefined;
  /** Tables of the System that expressions look things up in. */
  tables?: LookupTables | undefined;
}

type Reader = (context: DataFieldContext) => string | undefined;

/** Facts of the article that are data fields under their own name. */
const productFacts = [
  'available',
  'category',
  'categoryId',
  'categoryPath',
  'content',
  'deliveryDays',
  'deliveryText',
  'description',
  'ean',
  'height',
  'id',
  'imageUrl',
  'length',
  'manufacturer',
  'manufacturerNumber',
  'maximumQuantity',
  'minimumQuantity',
  'name',
  'number',
  'packUnit',
  'packUnitPlural',
  'quantityStep',
  'referenceQuantity',
  'releaseDate',
  'stock',
  'tags',
  'unitName',
  'url',
  'weight',
  'width',
] as const satisfies readonly (keyof Product)[];

const customerFacts = [
  'city',
  'company',
  'country',
  'firstName',
  'group',
  'lastName',
  'street',
  'zip',
] as const satisfies readonly (keyof ShopCustomer)[];

const readers: Record<string, Reader> = {
  ...readersOf(
    'product',
    productFacts,
    (fact) =>
      ({ item }) =>
        item.product[fact],
  ),
  ...readersOf(
    'customer',
    customerFacts,
    (fact) =>
      ({ shopCustomer }) =>
        shopCustomer?.[fact],
  ),
  'cart.currency': ({ currency }) => currency,
  'cart.language': ({ language }) => language,
  'customer.email': ({ customer }) => customer.email,
  'customer.id': ({ customer }) => customer.id,
  'customer.name': ({ customer }) => customer.name,
  'customer.number': ({ customer }) => customer.number,
  'customer.shopEmail': ({ shopCustomer }) => shopCustomer?.email,
  'customer.shopNumber': ({ shopCustomer }) => shopCustomer?.number,
  'item.bundle': ({ item }) => item.bundles?.at(-1)?.name,
  'item.name': ({ item }) => item.name,
  'item.position': ({ position }) => String(position),
  'item.price': ({ line }) => line.price,
  'item.priceUnit': ({ line }) => line.priceUnit,
  'item.priceWithTax': ({ line, tax }) => priceWithTax(line, tax),
  'item.reference': ({ reference }) => reference,
  'item.quantity': ({ line }) => line.quantity,
  'item.taxAmount': ({ tax }) => tax,
  'item.taxRate': ({ item }) => item.taxRate,
  'item.total': ({ line }) => line.total,
  'item.totalWithTax': ({ line, tax }) => withTax(line, tax),
  'item.unit': ({ unit }) => unit,
  'product.options': ({ item }) => optionsText(item.product.options),
  'product.unit': ({ item }) => item.unit,
  'session.id': ({ session }) => session.id,
  'session.operation': ({ session }) => session.operation,
  'session.startedAt': ({ session }) => new Date(session.createdAt).toISOString(),
};

/** Families whose last part is free: a custom field of the shop, what came with the login. */
const families: Record<string, (context: DataFieldContext, name: string) => string | undefined> = {
  'customer.customField.': ({ shopCustomer }, name) => ownField(shopCustomer?.customFields, name),
  'product.categoryField.': ({ item }, name) => ownField(item.product.categoryFields, name),
  'product.customField.': ({ item }, name) => ownField(item.product.customFields, name),
  'product.manufacturerField.': ({ item }, name) => ownField(item.product.manufacturerFields, name),
  'product.option.': ({ item }, name) => ofGroup(item.product.options, name),
  'product.property.': ({ item }, name) => ofGroup(item.product.properties, name),
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

function readersOf<Fact extends string>(
  owner: string,
  facts: readonly Fact[],
  reader: (fact: Fact) => Reader,
): Record<string, Reader> {
  return Object.fromEntries(facts.map((fact) => [`${owner}.${fact}`, reader(fact)]));
}

function ownField(fields: Readonly<Record<string, string>> | undefined, name: string): string | undefined {
  return fields && Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** Names of groups are texts: where they have blanks, an expression writes them without. */
function ofGroup(values: Product['options'] = {}, name: string): string | undefined {
  return ownField(values, name) ?? pairNamed(Object.entries(values), name);
}

function optionsText(options: Product['options'] = {}): string {
  return Object.entries(options)
    .map(([group, option]) => `${group}: ${option}`)
    .join(', ');
}

function withTax({ total }: PricedLine, tax: Decimal | undefined): Decimal | undefined {
  return tax === undefined ? undefined : round(add(total, tax), decimalsOf(total));
}

/** For one price unit, in as many places as the price without tax has: rounded where that does not suffice. */
function priceWithTax(line: PricedLine, tax: Decimal | undefined): Decimal | undefined {
  const total = withTax(line, tax);
  if (total === undefined) return undefined;
  return divide(multiply(total, line.priceUnit), line.quantity, decimalsOf(line.price));
}

function decimalsOf(value: Decimal): number {
  return value.split('.')[1]?.length ?? 0;
}

function pairNamed(pairs: readonly (readonly [string, string])[], name: string): string | undefined {
  return pairs.find(([candidate]) => sameName(candidate, name))?.[1];
}
