import type { CataloguePage, CatalogueQuestion } from '../punchout/shop.ts';
import { catalogueItem } from './catalogue-item.ts';
import { definedOnly } from './defined-only.ts';
import { assertCustomer } from './shop-context.ts';
import type { StoreApi } from './store-api.ts';
import { withVariants } from './with-variants.ts';

/**
 * A page of the articles that the customer can buy, at the customer's prices.
 * @throws PunchOutError `shop_*`, `session_expired`
 */
export async function catalogue(
  question: CatalogueQuestion,
  contextToken: string,
  storeApi: StoreApi,
): Promise<CataloguePage> {
  const [page, context] = await Promise.all([
    storeApi.productPage(question, contextToken),
    storeApi.context(contextToken),
  ]);
  assertCustomer(context);
  const { currency, currencyDecimals, taxStatus, language, shopCustomer } = context;
  const { articles, unread } = await withVariants(page, question, { contextToken, storeApi });
  const terms = { taxStatus, decimals: currencyDecimals, storefront: storeApi.storefront };
  return {
    total: page.total,
    count: page.articles.length + page.unread.length,
    ...{ currency, currencyDecimals },
    ...definedOnly({ language, shopCustomer }),
    items: articles.map((article) => catalogueItem(article, terms)),
    unread,
  };
}
