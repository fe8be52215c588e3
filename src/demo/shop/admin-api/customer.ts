import type { Context } from 'koa';
import { z } from 'zod';
import { jsonBody } from '../json-body.ts';
import type { Shop } from '../shop.ts';
import type { ShopCustomer } from '../shop-customer.ts';
import { ShopwareError } from '../shopware-error.ts';
import { randomId } from '../shopware-id.ts';
import { customerGroupJson } from '../wire/customer-json.ts';
import { requirePrivileges } from './authenticate-admin-api.ts';

const id = z.string().regex(/^[0-9a-f]{32}$/);
const text = z.string().default('');

const addressSchema = z.looseObject({
  id: id.optional(),
  street: text,
  zipcode: text,
  city: text,
  countryId: text,
});

const customerSchema = z.looseObject({
  id: id.optional(),
  customerNumber: text,
  email: text,
  firstName: text,
  lastName: text,
  password: z.string().optional(),
  company: text,
  groupId: text,
  salesChannelId: text,
  languageId: text,
  boundSalesChannelId: id.nullish(),
  active: z.boolean().default(true),
  guest: z.boolean().default(false),
  defaultBillingAddressId: text,
  defaultShippingAddressId: text,
  addresses: z.array(addressSchema).default([]),
});

type NewCustomer = z.infer<typeof customerSchema>;

const required = [
  'groupId',
  'salesChannelId',
  'languageId',
  'customerNumber',
  'firstName',
  'lastName',
  'email',
  'defaultBillingAddressId',
  'defaultShippingAddressId',
] as const;

/** NotBlank of Symfony, as the violations of Shopware's writer name it. */
const notBlank = 'c1051bb4-d103-4f74-8988-acbcafc7fdc3';

/** 204 and no body. Nobody looks whether another customer has the e-mail: only the register route of the shop does. */
export function answerCreateCustomer(shop: Shop) {
  return (ctx: Context): void => {
    requirePrivileges(shop, ['customer:create', 'customer_address:create']);
    const wanted = jsonBody(ctx, customerSchema);
    const blank = required.find((name) => wanted[name] === '');
    if (blank) throw violation(blank);
    const newId = wanted.id ?? randomId();
    if (shop.customers.some((customer) => customer.id === newId)) throw duplicate(newId);
    shop.customers.push(customerOf(newId, wanted));
    ctx.status = 204;
    ctx.set('location', `${shop.url}/api/customer/${newId}`);
  };
}

function customerOf(newId: string, wanted: NewCustomer): ShopCustomer {
  const { customerNumber, addresses, groupId, password = null, boundSalesChannelId = null } = wanted;
  const { email, company, firstName, lastName, active, guest } = wanted;
  const { street = '', zipcode = '', city = '' } = addresses[0] ?? {};
  return {
    ...{ id: newId, number: customerNumber, email, company, firstName, lastName, password, active, guest },
    ...{ street, zipcode, city, boundSalesChannelId },
    taxStatus: groupId === customerGroupJson('net').id ? 'net' : 'gross',
    freeShipping: false,
    discountFrom: null,
    customFields: null,
  };
}

function violation(field: string): ShopwareError {
  return new ShopwareError(400, notBlank, {
    detail: 'This value should not be blank.',
    pointer: `/0/${field}`,
  });
}

function duplicate(newId: string): ShopwareError {
  return new ShopwareError(500, '0', {
    detail: `Integrity constraint violation: duplicate entry "${newId}"`,
  });
}
