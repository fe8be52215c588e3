import type { Context } from 'koa';
import { type PunchoutView, punchoutView } from '../app/app-pages.ts';
import { baseUrlOf } from '../base-url.ts';
import { type CalculatedCart, calculateCart } from '../cart/calculate-cart.ts';
import { refreshCart } from '../cart/refresh-cart.ts';
import type { CatalogCategory } from '../catalog.ts';
import type { Shop, StorefrontSession } from '../shop.ts';
import { customerOf } from '../shop-context.ts';
import type { ShopCustomer, TaxStatus } from '../shop-customer.ts';
import { flashOf } from './flash.ts';
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
  punchout: PunchoutView | undefined;
}

export function pageView(shop: Shop, ctx: Context): PageView {
  const context = visibleContext(shop, ctx);
  const customer = customerOf(shop, context);
  const session = sessionOf(ctx);
  session.flashes.push(...refreshCart(shop, context).map(flashOf));
  return {
    baseUrl: baseUrlOf(shop, ctx),
    path: ctx.path,
    categories: shop.catalog.categories,
    customer,
    taxStatus: customer?.taxStatus ?? 'gross',
    cart: calculateCart(context, shop.catalog, customer),
    flashes: session.flashes.splice(0),
    punchout: punchoutView(shop, context),
    searchTerm: ctx.URL.searchParams.get('search') ?? '',
  };
}
