import { PunchOutError } from '../punchout/punchout-error.ts';
import type { CatalogueQuestion, UnreadArticle } from '../punchout/shop.ts';
import type { CatalogueProduct, CatalogueProducts } from './catalogue-product.ts';
import type { StoreApi } from './store-api.ts';

/**
 * A page with the articles that can be bought. A search finds a family of variants as one article, which is its parent
 * where the shop is set so: its variants take that place. Without a term every variant is on a page of its own right.
 * @throws PunchOutError `shop_*`
 */
export async function withVariants(
  { articles, unread }: CatalogueProducts,
  { term }: CatalogueQuestion,
  { contextToken, storeApi }: { contextToken: string; storeApi: StoreApi },
): Promise<Omit<CatalogueProducts, 'total'>> {
  const parents = articles.filter(isParent);
  if (term === undefined || parents.length === 0) {
    return { articles: articles.filter((article) => !isParent(article)), unread };
  }
  const ids = parents.map(({ id }) => id);
  const variants = await storeApi.variantsOf(ids, contextToken);
  const families = Map.groupBy(variants.articles, ({ parentId }) => parentId);
  return {
    articles: articles.flatMap((article) =>
      isParent(article) ? (families.get(article.id) ?? []) : [article],
    ),
    unread: [
      ...unread,
      ...variants.unread,
      ...parents.filter(({ id }) => !families.has(id)).map(withoutVariants),
    ],
  };
}

function isParent({ childCount }: CatalogueProduct): boolean {
  return Boolean(childCount);
}

function withoutVariants({ productNumber, id }: CatalogueProduct): UnreadArticle {
  const fault = new PunchOutError('shop_answer_invalid', 'a family of which the shop shows no variant');
  return { article: productNumber ?? id, fault };
}
