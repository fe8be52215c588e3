import { z } from 'zod';
import type { Decimal } from '../punchout/money.ts';
import { shopCartErrorsSchema } from './cart-faults.ts';
import { extraObject, extraText, phpList, phpNumber, phpObject, phpText, phpTexts } from './php-json.ts';
import { shopDeliveryTimeSchema } from './shop-delivery-time.ts';

const shopPriceSchema = z.object({
  totalPrice: phpNumber,
  calculatedTaxes: phpList(z.object({ tax: phpNumber, taxRate: phpNumber })),
});

export type ShopPrice = z.infer<typeof shopPriceSchema>;

const count = z.number().nullish();

const lineFields = {
  id: z.string(),
  type: z.string(),
  referencedId: phpText,
  label: extraText,
  description: extraText,
  quantity: z.int().positive().transform(String),
  /** Null where the price of the parent says it all. */
  price: shopPriceSchema.nullish(),
  payload: phpObject({ productNumber: phpText, customFields: phpTexts }),
  quantityInformation: z
    .object({ minPurchase: count, purchaseSteps: count, maxPurchase: count })
    .nullish()
    .catch(undefined),
  deliveryInformation: z
    .object({ deliveryTime: shopDeliveryTimeSchema.nullish().catch(undefined) })
    .nullish()
    .catch(undefined),
};
const flatLineSchema = z.object(lineFields);

/** One line item, as far as we read it. */
export type ShopLine = z.infer<typeof flatLineSchema> & { children: ShopLine[] };

const shopLineSchema: z.ZodType<ShopLine> = z.object({
  ...lineFields,
  children: z.lazy(() => phpList(shopLineSchema)),
});

const shopDeliverySchema = z.object({
  positions: phpList(
    z.object({
      identifier: extraText,
      deliveryDate: z.object({ latest: z.string() }).nullish().catch(undefined),
    }),
  ).catch([]),
  shippingMethod: z
    .object({ name: extraText, translated: extraObject({ name: extraText }) })
    .nullish()
    .catch(undefined),
  shippingCosts: shopPriceSchema,
});

export type ShopDelivery = z.infer<typeof shopDeliverySchema>;

/** `GET /store-api/checkout/cart`, as far as we read it. */
export const shopCartSchema = z.object({
  price: z.object({
    netPrice: phpNumber,
    totalPrice: phpNumber,
    rawTotal: phpNumber.nullish(),
    taxStatus: z.enum(['gross', 'net', 'tax-free']),
  }),
  lineItems: phpList(shopLineSchema),
  deliveries: phpList(shopDeliverySchema),
  errors: shopCartErrorsSchema,
});

export type ShopCart = z.infer<typeof shopCartSchema>;
export type TaxStatus = ShopCart['price']['taxStatus'];

/** What the lines and the shipping add up to. `totalPrice` may be rounded to what can be paid in cash, e.g. 0.05. */
export function shownTotalOf({ price }: ShopCart): Decimal {
  return price.taxStatus === 'gross' ? (price.rawTotal ?? price.totalPrice) : price.netPrice;
}
