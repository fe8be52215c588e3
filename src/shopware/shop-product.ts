import { z } from 'zod';
import { phpList, phpNumber, phpObject, phpText, phpTexts } from './php-json.ts';
import { shopDeliveryTimeSchema } from './shop-delivery-time.ts';

const named = { name: phpText, translated: phpObject({ name: phpText }) };
const withFields = {
  name: phpText,
  customFields: phpTexts,
  translated: phpObject({ name: phpText, customFields: phpTexts }),
};

const manufacturerSchema = z.object(withFields);
const unitSchema = z.object({
  name: phpText,
  shortCode: phpText,
  translated: phpObject({ name: phpText, shortCode: phpText }),
});
const categorySchema = z.object({
  id: z.string().optional(),
  ...withFields,
  level: z.number().nullish(),
  /** Names from the root of all categories down to its own. */
  breadcrumb: phpList(phpText),
});
const groupSchema = z.object(named);
const optionSchema = z.object({ ...named, group: groupSchema.nullish() });
const mediaSchema = z.object({ url: phpText });
const coverSchema = z.object({ media: mediaSchema.nullish() });
const tagSchema = z.object(named);

/** What only some buyers want to know must not keep anybody from a cart. */
const extraNumber = phpNumber.nullish().catch(undefined);
const extraCount = z.number().nullish().catch(undefined);
const extraText = phpText.catch(undefined);

/** An article of `POST /store-api/product`, as far as we read it. Children of a family have their name in `translated`. */
export const shopProductSchema = z.object({
  id: z.string(),
  productNumber: phpText,
  ...named,
  translated: phpObject({
    name: phpText,
    description: phpText,
    packUnit: phpText,
    packUnitPlural: phpText,
    customFields: phpTexts,
  }),
  description: phpText,
  ean: phpText,
  manufacturer: manufacturerSchema.nullish(),
  manufacturerNumber: phpText,
  weight: phpNumber.nullish(),
  width: extraNumber,
  height: extraNumber,
  length: extraNumber,
  packUnit: phpText,
  packUnitPlural: phpText,
  unit: unitSchema.nullish(),
  stock: extraCount,
  availableStock: extraCount,
  available: z.boolean().nullish().catch(undefined),
  minPurchase: extraCount,
  purchaseSteps: extraCount,
  maxPurchase: extraCount,
  /** What the shop's settings and the stock of a closeout leave of `maxPurchase`. */
  calculatedMaxPurchase: extraCount,
  purchaseUnit: extraNumber,
  referenceUnit: extraNumber,
  releaseDate: extraText,
  categories: phpList(categorySchema),
  customFields: phpTexts,
  deliveryTime: shopDeliveryTimeSchema.nullish().catch(undefined),
  options: phpList(optionSchema).catch([]),
  properties: phpList(optionSchema).catch([]),
  cover: coverSchema.nullish().catch(undefined),
  tags: phpList(tagSchema).catch([]),
});

export type ShopProduct = z.infer<typeof shopProductSchema>;
export type ShopCategory = z.infer<typeof categorySchema>;
export type ShopOption = z.infer<typeof optionSchema>;

export const shopProductsSchema = z.object({ elements: phpList(shopProductSchema) });

/** The shop leaves out of `translated` too what `includes` does not name. */
export const productCriteria = {
  associations: {
    unit: {},
    manufacturer: {},
    categories: {},
    deliveryTime: {},
    options: { associations: { group: {} } },
    properties: { associations: { group: {} } },
    cover: {},
    tags: {},
  },
  includes: {
    product: Object.keys(shopProductSchema.shape),
    unit: Object.keys(unitSchema.shape),
    product_manufacturer: Object.keys(manufacturerSchema.shape),
    category: Object.keys(categorySchema.shape),
    delivery_time: Object.keys(shopDeliveryTimeSchema.shape),
    property_group_option: Object.keys(optionSchema.shape),
    property_group: Object.keys(groupSchema.shape),
    product_media: Object.keys(coverSchema.shape),
    media: Object.keys(mediaSchema.shape),
    tag: Object.keys(tagSchema.shape),
  },
};
