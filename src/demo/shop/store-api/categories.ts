import type { Context } from 'koa';
import type { Shop } from '../shop.ts';
import { ShopwareError } from '../shopware-error.ts';
import { categoryJson } from '../wire/category-json.ts';

/** One category as its page shows it. */
export function answerCategory(shop: Shop) {
  return (ctx: Context): void => {
    const id = String(ctx.params.id);
    const category = shop.catalog.categories.find((candidate) => candidate.id === id);
    if (category) ctx.body = categoryJson(category);
    else throw categoryNotFound(id);
  };
}

function categoryNotFound(categoryId: string): ShopwareError {
  return new ShopwareError(404, 'CONTENT__CATEGORY_NOT_FOUND', {
    detail: `Category "${categoryId}" not found.`,
    parameters: { categoryId },
  });
}
