import { z } from 'zod';
import { extraObject, extraText, phpList, phpNumber, phpObject, phpText, phpTexts } from './php-json.ts';
import { shopDeliveryTimeSchema } from './shop-delivery-time.ts';

const extraNumber = phpNumber.nullish().catch(undefined);
const extraCount = z.number().nullish().catch(undefined);

const named = { name: extraText, translated: extraObject({ name: extraText }) };
const withFields = {
  name: extraText,
  customFields: phpTexts,
  translated: extraObject({ name: extraText, customFields: phpTexts }),
};

const manufacturerSchema = z.object(withFields);
/** The code decides in what the buyer counts and so what one of it costs. */
const unitSchema = z.object({
  name: extraText,
  shortCode: phpText,
  translated: phpObject({ name: extraText, shortCode: phpText }),
});
const categorySchema = z.object({
  id: extraText,
  ...withFields,
  level: extraCount,
  /** Names from the root of all categories down to its own. */
  breadcrumb: phpList(extraText).catch([]),
});
const groupSchema = z.object(named);
const optionSchema = z.object({ ...named, group: groupSchema.nullish().catch(undefined) });
const mediaSchema = z.object({ url: extraText });
const coverSchema = z.object({ media: mediaSchema.nullish() });
const tagSchema = z.object(named);

/** An article of `POST /store-api/product`, as far as we read it. Children of a family have their name in `translated`. */
export const shopProductSchema = z.object({
  id: z.string(),
  productNumber: extraText,
  ...named,
  translated: extraObject({
    name: extraText,
    description: extraText,
    packUnit: extraText,
    packUnitPlural: extraText,
    customFields: phpTexts,
  }),
  description: extraText,
  ean: extraText,
  manufacturer: manufacturerSchema.nullish().catch(undefined),
  manufacturerNumber: extraText,
  weight: extraNumber,
  width: extraNumber,
  height: extraNumber,
  length: extraNumber,
  packUnit: extraText,
  packUnitPlural: extraText,
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
  categories: phpList(categorySchema).catch([]),
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
