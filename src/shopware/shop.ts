import type { Egress } from '../http/egress.ts';
import type { Shop } from '../punchout/ports.ts';
import { createAdminApi } from './admin-api.ts';
import { type ForwardRequest, forward } from './forward.ts';
import { readCart } from './read-cart.ts';
import { homePathOf, originOf, type ShopSettings } from './shop-settings.ts';
import { createStoreApi } from './store-api.ts';
import { openStorefrontSession } from './storefront-session.ts';
import { withinDeadline } from './within-deadline.ts';

export interface ShopOptions {
  /** One of its own per shop, made with the shop's `allowPrivate`: a shop that hangs fills no other's connections. */
  egress: Egress;
  /** Epoch milliseconds. */
  now: () => number;
  /** Origin of the gateway as the browser sees it. */
  publicOrigin: string;
}

/** A Shopware 6 shop as the domain sees it. */
export function createShop(settings: ShopSettings, { egress, now, publicOrigin }: ShopOptions): Shop {
  const connection = { settings, egress };
  const adminApi = createAdminApi(connection, now);
  const storeApi = createStoreApi(connection);
  const patience = settings.timeoutMilliseconds;
  return {
    website: originOf(settings),
    homePath: homePathOf(settings),
    openSession: (customer) =>
      withinDeadline(openStorefrontSession(customer.id, adminApi, connection), patience, 'opening a session'),
    readCart: (contextToken) =>
      withinDeadline(readCart(contextToken, storeApi, now()), patience, 'reading the cart'),
    forward: async (request: ForwardRequest) => await forward(request, { ...connection, publicOrigin }),
  };
}
