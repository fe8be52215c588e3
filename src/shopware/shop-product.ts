import { z } from 'zod';
import { phpList, phpNumber, phpObject, phpText, phpTexts } from './php-json.ts';
import { shopDeliveryTimeSchema } from './shop-delivery-time.ts';

const named = { name: phpText, translated: phpObject({ name: phpText }) };

/** An article of `POST /store-api/product`, as far as we read it. Children of a family have their name in `translated`. */
const shopProductSchema = z.object({
  id: z.string(),
  productNumber: phpText,
  ...named,
  translated: phpObject({ name: phpText, description: phpText, packUnit: phpText, customFields: phpTexts }),
  description: phpText,
  ean: phpText,
  manufacturer: z.object(named).nullish(),
  manufacturerNumber: phpText,
  weight: phpNumber.nullish(),
  packUnit: phpText,
  unit: z.object({ shortCode: phpText, translated: phpObject({ shortCode: phpText }) }).nullish(),
  categories: phpList(z.object({ ...named, level: z.number().nullish() })),
  customFields: phpTexts,
  deliveryTime: shopDeliveryTimeSchema.nullish().catch(undefined),
});

export type ShopProduct = z.infer<typeof shopProductSchema>;

export const shopProductsSchema = z.object({ elements: phpList(shopProductSchema) });

export const productCriteria = {
  associations: { unit: {}, manufacturer: {}, categories: {}, deliveryTime: {} },
  includes: {
    product: [...Object.keys(shopProductSchema.shape)],
    unit: ['shortCode', 'translated'],
    product_manufacturer: ['name', 'translated'],
    category: ['name', 'translated', 'level'],
    delivery_time: ['max', 'unit'],
  },
};
