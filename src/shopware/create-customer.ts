import { z } from 'zod';
import type { NewCustomer } from '../punchout/made-customer.ts';
import { PunchOutError } from '../punchout/punchout-error.ts';
import type { AdminAccess } from './admin-api.ts';
import { jsonAnswer, nameOf, type ShopCall } from './ask-shop.ts';
import { entitySearch } from './entity-search.ts';
import { refusalOf } from './shop-error.ts';

const optional = z.string().nullish();

const addressSchema = z.object({
  countryId: z.string(),
  street: z.string(),
  city: z.string(),
  countryStateId: optional,
  zipcode: optional,
  company: optional,
  department: optional,
  additionalAddressLine1: optional,
  additionalAddressLine2: optional,
  phoneNumber: optional,
});

/** 6.7 knows no payment method of a customer any more. */
const templateSchema = z.object({
  languageId: z.string(),
  defaultPaymentMethodId: optional,
  salutationId: optional,
  accountType: optional,
  company: optional,
  vatIds: z.array(z.string()).nullish(),
  defaultBillingAddress: addressSchema,
});

const templatesSchema = z.object({ data: z.array(templateSchema) });
const foundSchema = z.object({ data: z.array(z.object({ id: z.string(), guest: z.boolean() })) });

type Template = z.infer<typeof templateSchema>;

/**
 * Makes a customer with the address, payment method and language of the template. Of two processes that make the same
 * one at one time, the slower one finds that of the other. The API lets two customers have one e-mail; their logins
 * would be mixed up then, so that nobody gets the address of another customer.
 * @throws PunchOutError `shop_*`
 */
export async function createCustomer(
  customer: NewCustomer,
  admin: AdminAccess,
  salesChannelId: string,
): Promise<void> {
  if (await isThere(customer, admin)) return;
  const template = await templateOf(customer, admin);
  const json = customerPayload(customer, template, salesChannelId);
  const call: ShopCall = { method: 'POST', path: '/api/customer', headers: {}, json, repeat: 'when-refused' };
  const answer = await admin.ask(call);
  if (answer.status >= 200 && answer.status <= 299) return;
  if (!(await isThere(customer, admin))) throw refusalOf(answer, nameOf(call));
}

async function isThere({ id, email }: NewCustomer, admin: AdminAccess): Promise<boolean> {
  const queries = [
    { type: 'equals', field: 'id', value: id },
    { type: 'equals', field: 'email', value: email },
  ];
  const filter = [{ type: 'multi', operator: 'or', queries }];
  const call = entitySearch('customer', { filter, limit: 10, includes: { customer: ['id', 'guest'] } });
  const { data } = jsonAnswer(await admin.ask(call), call, foundSchema);
  if (data.some((found) => found.id === id)) return true;
  const other = data.find(({ guest }) => !guest);
  if (!other) return false;
  throw new PunchOutError('shop_customer_unusable', `customer ${other.id} has the address ${email} already`);
}

async function templateOf({ template }: NewCustomer, admin: AdminAccess): Promise<Template> {
  const call = entitySearch('customer', {
    ids: [template],
    limit: 1,
    associations: { defaultBillingAddress: {} },
  });
  const { data } = jsonAnswer(await admin.ask(call), call, templatesSchema);
  if (data[0]) return data[0];
  throw new PunchOutError('shop_customer_unusable', `createCustomers.template ${template} does not exist`);
}

function customerPayload(customer: NewCustomer, template: Template, salesChannelId: string) {
  const { id, email, firstName, lastName, password, group } = customer;
  const { defaultBillingAddress, ...copied } = template;
  const name = { firstName, lastName, ...present({ salutationId: template.salutationId }) };
  // One address, under the customer's own id: of another entity, so no other row has it.
  const address = { id, ...name, ...present(defaultBillingAddress) };
  return {
    ...present(copied),
    ...name,
    id,
    email,
    password,
    groupId: group,
    customerNumber: `PG-${id.slice(0, 12).toUpperCase()}`,
    salesChannelId,
    boundSalesChannelId: salesChannelId,
    active: true,
    guest: false,
    defaultBillingAddressId: id,
    defaultShippingAddressId: id,
    addresses: [address],
  };
}

function present(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null),
  );
}
