import type { Context } from 'koa';
import { baseUrlOf } from '../base-url.ts';
import type { CatalogProduct } from '../catalog.ts';
import type { Shop } from '../shop.ts';
import { notFoundPage } from './notice-page.ts';
import { pageView } from './page-view.ts';
import { productPage } from './product-page.ts';

/** The technical address leads to the speaking one. */
export function answerDetail(shop: Shop) {
  return (ctx: Context) => {
    const product = shop.catalog.byId.get(ctx.params.id ?? '');
    if (!product) return answerNotFound(shop, ctx);
    ctx.status = 301;
    ctx.redirect(`${baseUrlOf(shop, ctx)}/${product.seoPath}`);
  };
}

export function answerSeoPath(shop: Shop) {
  return (ctx: Context) => {
    const product = shop.catalog.bySeoPath.get(ctx.path.slice(1));
    if (!product) return answerNotFound(shop, ctx);
    ctx.body = productPage(pageView(shop, ctx), product, siblingsOf(shop, product));
  };
}

function siblingsOf(shop: Shop, product: CatalogProduct): CatalogProduct[] {
  const parent = product.variant?.parentNumber;
  return parent ? shop.catalog.products.filter(({ variant }) => variant?.parentNumber === parent) : [];
}

function answerNotFound(shop: Shop, ctx: Context): void {
  ctx.status = 404;
  ctx.body = notFoundPage(pageView(shop, ctx));
}
