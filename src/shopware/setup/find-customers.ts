import { z } from 'zod';
import { isShopId } from '../../punchout/shop-id.ts';
import { type AdminAccess, customerFault } from '../admin-api.ts';
import { extraObject, extraText, phpText } from '../php-json.ts';
import { searchEntity } from './search-entity.ts';

/** A customer of the shop, as far as one must know it to choose it. */
export interface FoundCustomer {
  id: string;
  number: string | undefined;
  /** First and last name. */
  name: string;
  company: string | undefined;
  email: string | undefined;
  group: string | undefined;
  active: boolean;
  guest: boolean;
  /** Name of the one sales channel that the customer may shop in, its id where the name may not be read. */
  boundTo: string | undefined;
  /** Why nobody can punch out as this customer; undefined where one can. */
  fault: string | undefined;
}

export interface FoundCustomers {
  customers: FoundCustomer[];
  /** Whether there are more than were asked for. */
  more: boolean;
  /** Privileges without which groups or sales channels have no names. */
  missing: string[];
}

const customerSchema = z.object({
  id: z.string(),
  customerNumber: phpText,
  firstName: phpText,
  lastName: phpText,
  company: phpText,
  email: phpText,
  active: z.boolean(),
  guest: z.boolean(),
  boundSalesChannelId: z.string().nullish(),
  group: extraObject({ name: extraText, translated: extraObject({ name: extraText }) }),
  boundSalesChannel: extraObject({ name: extraText, translated: extraObject({ name: extraText }) }),
});

const fields = ['customerNumber', 'email', 'company', 'firstName', 'lastName'];
/** Each is looked for in five fields. */
const mostWords = 5;

type Filter = Record<string, unknown>;

interface CustomerSearch {
  access: AdminAccess;
  salesChannelId: string;
}

/**
 * Customers who have every word of `term` (the first five) in number, e-mail, name or company, or have it as their id.
 * @throws PunchOutError `shop_*`
 */
export async function findCustomers(
  term: string,
  { limit, ...search }: CustomerSearch & { limit: number },
): Promise<FoundCustomers> {
  const words = term.trim().split(/\s+/).slice(0, mostWords);
  const filter = isShopId(term)
    ? [equals('id', term)]
    : words.map((word) => anyField('contains', word, fields));
  return await customersBy(filter, { ...search, limit });
}

/**
 * Those whose id, number or e-mail it is.
 * @throws PunchOutError `shop_*`
 */
export async function customersCalled(key: string, search: CustomerSearch): Promise<FoundCustomer[]> {
  const filter = isShopId(key) ? equals('id', key) : anyField('equals', key, ['customerNumber', 'email']);
  return (await customersBy([filter], { ...search, limit: 10 })).customers;
}

async function customersBy(
  filter: Filter[],
  { access, salesChannelId, limit }: CustomerSearch & { limit: number },
): Promise<FoundCustomers> {
  const { found, missing } = await searchEntity(access, {
    entity: 'customer',
    criteria: {
      filter,
      limit: limit + 1,
      sort: [{ field: 'customerNumber', order: 'ASC' }],
      includes: {
        customer: Object.keys(customerSchema.shape),
        customer_group: ['name', 'translated'],
        sales_channel: ['name', 'translated'],
      },
    },
    associations: { group: 'customer_group:read', boundSalesChannel: 'sales_channel:read' },
    schema: z.object({ data: z.array(customerSchema) }),
  });
  const customers = found.data.slice(0, limit).map((customer) => customerOf(customer, salesChannelId));
  return { customers, more: found.data.length > limit, missing };
}

function customerOf(customer: z.infer<typeof customerSchema>, salesChannelId: string): FoundCustomer {
  const { id, firstName, lastName, company, email, active, guest, boundSalesChannelId } = customer;
  return {
    id,
    number: customer.customerNumber,
    name: [firstName, lastName].filter(Boolean).join(' '),
    ...{ company, email, active, guest },
    group: nameOf(customer.group),
    boundTo: nameOf(customer.boundSalesChannel) ?? boundSalesChannelId ?? undefined,
    fault: customerFault(customer, salesChannelId),
  };
}

function nameOf({ name, translated }: z.infer<typeof customerSchema>['group']): string | undefined {
  return translated.name ?? name;
}

function anyField(type: 'contains' | 'equals', value: string, names: string[]): Filter {
  return { type: 'multi', operator: 'or', queries: names.map((field) => ({ type, field, value })) };
}

function equals(field: string, value: string): Filter {
  return { type: 'equals', field, value };
}
