import { z } from 'zod';
import { PunchOutError } from '../punchout/punchout-error.ts';
import type { UnreadArticle } from '../punchout/shop.ts';
import { extraObject, extraText, phpList, phpNumber, phpObject } from './php-json.ts';
import { issueOf } from './shop-error.ts';
import { productCriteria, shopProductSchema } from './shop-product.ts';

/** Price of one unit at the customer's conditions; of a scale, `quantity` is its last one, or its first where it is open. */
const articlePriceSchema = z.object({
  unitPrice: phpNumber,
  quantity: z.int().positive(),
  taxRules: phpList(z.object({ taxRate: phpNumber, percentage: phpNumber })),
});

const catalogueProductSchema = shopProductSchema.extend({
  minPurchase: z.int().positive().nullish(),
  parentId: extraText,
  childCount: z.int().nullish(),
  calculatedPrice: articlePriceSchema,
  calculatedPrices: phpList(articlePriceSchema),
});

export type ArticlePrice = z.infer<typeof articlePriceSchema>;
export type CatalogueProduct = z.infer<typeof catalogueProductSchema>;

export interface CatalogueProducts {
  /** Of all pages. */
  total: number;
  articles: CatalogueProduct[];
  unread: UnreadArticle[];
}

/** A page of `POST /store-api/product` or `/store-api/search`: one odd article must not cost the buyer the others. */
export const catalogueProductsSchema = phpObject({
  total: z.int().nonnegative(),
  elements: phpList(z.unknown()),
}).transform(({ total, elements }): CatalogueProducts => {
  const read = elements.map((element) => ({ element, ...catalogueProductSchema.safeParse(element) }));
  return {
    total,
    articles: read.flatMap(({ data }) => data ?? []),
    unread: read.flatMap(({ element, error }) => (error ? [unreadArticle(element, error)] : [])),
  };
});

const labelSchema = extraObject({ productNumber: extraText, id: extraText });

function unreadArticle(element: unknown, error: z.ZodError): UnreadArticle {
  const { productNumber, id } = labelSchema.parse(element);
  const fault = new PunchOutError('shop_answer_invalid', `article in an unknown shape, ${issueOf(error)}`);
  return { article: productNumber ?? id ?? 'without a number', fault };
}

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
