import { z } from 'zod';
import type { ShopCustomer } from '../punchout/cart.ts';
import { definedOnly } from './defined-only.ts';
import { extraObject, extraText, phpTexts } from './php-json.ts';

const addressSchema = z
  .object({
    street: extraText,
    zipcode: extraText,
    city: extraText,
    country: extraObject({ iso: extraText }),
  })
  .nullish()
  .catch(undefined);

/** The customer of `GET /store-api/context`, as far as we read it; each fact by itself. */
export const shopCustomerSchema = z.object({
  customerNumber: extraText,
  email: extraText,
  company: extraText,
  firstName: extraText,
  lastName: extraText,
  activeBillingAddress: addressSchema,
  defaultBillingAddress: addressSchema,
  customFields: phpTexts,
});

export const shopGroupSchema = z.object({ name: extraText, translated: extraObject({ name: extraText }) });

/** The customer who is logged in, in the domain's words. */
export function shopCustomer(
  customer: z.infer<typeof shopCustomerSchema>,
  group: z.infer<typeof shopGroupSchema> | null | undefined,
): ShopCustomer {
  const { customerNumber, email, firstName, lastName, customFields } = customer;
  const address = customer.activeBillingAddress ?? customer.defaultBillingAddress;
  const facts = {
    number: customerNumber,
    email,
    company: customer.company,
    firstName,
    lastName,
    group: group?.translated.name ?? group?.name,
    street: address?.street,
    zip: address?.zipcode,
    city: address?.city,
    country: address?.country.iso,
  };
  return { ...definedOnly(facts), customFields };
}
