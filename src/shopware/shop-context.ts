import { z } from 'zod';

const roundingSchema = z.object({ decimals: z.int().min(0).max(8) }).nullish();
const roundings = { itemRounding: roundingSchema, totalRounding: roundingSchema };

/** `GET /store-api/context`, as far as we read it. `decimals` are the places of a line's price. */
export const shopContextSchema = z
  .object({
    ...roundings,
    currency: z.object({ isoCode: z.string().regex(/^[A-Z]{3}$/), ...roundings }),
    customer: z.unknown(),
  })
  .transform(({ currency, customer, itemRounding, totalRounding }) => ({
    currency: currency.isoCode,
    currencyDecimals:
      (itemRounding ?? currency.itemRounding ?? totalRounding ?? currency.totalRounding)?.decimals ?? 2,
    loggedIn: customer !== null,
  }));

export type ShopContext = z.infer<typeof shopContextSchema>;
