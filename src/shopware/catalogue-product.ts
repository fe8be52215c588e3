import { z } from 'zod';
import { phpList, phpNumber, phpObject } from './php-json.ts';
import { productCriteria, shopProductSchema } from './shop-product.ts';

/** Price of one unit at the customer's conditions; of a scale, `quantity` is its last one, or its first where it is open. */
const articlePriceSchema = z.object({
  unitPrice: phpNumber,
  quantity: z.int().positive(),
  taxRules: phpList(z.object({ taxRate: phpNumber, percentage: phpNumber })),
});

const catalogueProductSchema = shopProductSchema.extend({
  minPurchase: z.int().positive().nullish(),
  childCount: z.int().nullish(),
  calculatedPrice: articlePriceSchema,
  calculatedPrices: phpList(articlePriceSchema),
});

export type ArticlePrice = z.infer<typeof articlePriceSchema>;
export type CatalogueProduct = z.infer<typeof catalogueProductSchema>;

/** A page of `POST /store-api/product` or `/store-api/search`; `total` counts all pages. */
export const catalogueProductsSchema = phpObject({
  total: z.int().nonnegative(),
  elements: phpList(catalogueProductSchema),
});

export type CatalogueProducts = z.infer<typeof catalogueProductsSchema>;

const { product, ...includes } = productCriteria.includes;

export const catalogueProductCriteria = {
  ...productCriteria,
  includes: {
    ...includes,
    product: [...new Set([...product, ...Object.keys(catalogueProductSchema.shape)])],
    calculated_price: Object.keys(articlePriceSchema.shape),
    cart_tax_rule: ['taxRate', 'percentage'],
  },
};
