import type { Context } from 'koa';
import { baseUrlOf } from '../base-url.ts';
import { type CalculatedCart, calculateCart } from '../cart/calculate-cart.ts';
import type { CatalogCategory } from '../catalog.ts';
import type { Shop, StorefrontSession } from '../shop.ts';
import { customerOf } from '../shop-context.ts';
import type { ShopCustomer, TaxStatus } from '../shop-customer.ts';
import { sessionOf, visibleContext } from './storefront-session.ts';

/** All that a page shows besides its own subject. */
export interface PageView {
  baseUrl: string;
  path: string;
  categories: CatalogCategory[];
  customer: ShopCustomer | undefined;
  taxStatus: TaxStatus;
  cart: CalculatedCart;
  flashes: StorefrontSession['flashes'];
  searchTerm: string;
}

export function pageView(shop: Shop, ctx: Context): PageView {
  const context = visibleContext(shop, ctx);
  const customer = customerOf(shop, context);
  return {
    baseUrl: baseUrlOf(shop, ctx),
    path: ctx.path,
    categories: shop.catalog.categories,
    customer,
    taxStatus: customer?.taxStatus ?? 'gross',
    cart: calculateCart(context.cart, shop.catalog, customer),
    flashes: sessionOf(ctx).flashes.splice(0),
    searchTerm: ctx.URL.searchParams.get('search') ?? '',
  };
}
