import { z } from 'zod';
import { CustomerForgotten } from '../punchout/customer-forgotten.ts';
import { extraText } from './php-json.ts';
import { shopCustomer, shopCustomerSchema, shopGroupSchema } from './shop-customer.ts';

const roundingSchema = z.object({ decimals: z.int().min(0).max(8) }).nullish();
const roundings = { itemRounding: roundingSchema, totalRounding: roundingSchema };

/** `GET /store-api/context`, as far as we read it. `decimals` are the places of a line's price. */
export const shopContextSchema = z
  .object({
    ...roundings,
    currency: z.object({ isoCode: z.string().regex(/^[A-Z]{3}$/), ...roundings }),
    customer: z.unknown(),
    context: z.object({ taxState: z.enum(['gross', 'net', 'tax-free']).nullish() }).nullish(),
    currentCustomerGroup: shopGroupSchema.extend({ displayGross: z.boolean().nullish() }).nullish(),
    languageInfo: z.object({ localeCode: extraText }).nullish().catch(undefined),
  })
  .transform(({ currency, customer, context, currentCustomerGroup: group, languageInfo, ...own }) => ({
    currency: currency.isoCode,
    currencyDecimals:
      (own.itemRounding ?? currency.itemRounding ?? own.totalRounding ?? currency.totalRounding)?.decimals ??
      2,
    loggedIn: customer !== null && customer !== undefined,
    taxStatus: context?.taxState ?? (group?.displayGross === false ? 'net' : 'gross'),
    language: languageInfo?.localeCode,
    shopCustomer: customerOf(customer, group),
  }));

export type ShopContext = z.infer<typeof shopContextSchema>;

/** What only some buyers want to know must not keep anybody from a cart. */
function customerOf(customer: unknown, group: z.infer<typeof shopGroupSchema> | null | undefined) {
  const { data } = shopCustomerSchema.safeParse(customer);
  return data && shopCustomer(data, group);
}

/** @throws CustomerForgotten: what the shop says would be for a stranger, its prices first of all */
export function assertCustomer({ loggedIn }: ShopContext): void {
  if (!loggedIn) throw new CustomerForgotten('the shop does not know the customer any more');
}
