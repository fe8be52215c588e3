import type { Egress } from '../http/egress.ts';
import type { Shop } from '../punchout/ports.ts';
import { createAdminApi } from './admin-api.ts';
import { catalogue } from './catalogue.ts';
import { fillCart } from './fill-cart.ts';
import { forward } from './forward.ts';
import { pathOf } from './path-of.ts';
import { readCart } from './read-cart.ts';
import { homePathOf, type ShopSettings, shopOrigin } from './shop-settings.ts';
import { createStoreApi } from './store-api.ts';
import { openStorefrontSession } from './storefront-session.ts';
import { withinDeadline } from './within-deadline.ts';

export interface ShopOptions {
  /** For its APIs. Both are the shop's own, made with its `allowPrivate`: a shop that hangs fills no other's connections. */
  egress: Egress;
  /** For its pages, so that slow readers of pages keep nobody from entering or transferring. */
  pageEgress: Egress;
  /** Epoch milliseconds. */
  now: () => number;
  /** Origin of the gateway as the browser sees it. */
  publicOrigin: string;
}

/** A Shopware 6 shop as the domain sees it. */
export function createShop(
  settings: ShopSettings,
  { egress, pageEgress, now, publicOrigin }: ShopOptions,
): Shop {
  const connection = { settings, egress };
  const adminApi = createAdminApi(connection, now);
  const storeApi = createStoreApi(connection);
  const patienceMilliseconds = settings.timeoutMilliseconds;
  const home = homePathOf(settings);
  const cartPath = `${home}checkout/cart`;
  return {
    website: shopOrigin(settings),
    patienceMilliseconds,
    homePath: home,
    cartPath,
    openSession: (customer) =>
      withinDeadline(
        openStorefrontSession(customer.id, { adminApi, storeApi, connection }),
        patienceMilliseconds,
        'opening a session',
      ),
    readCart: (contextToken) =>
      withinDeadline(readCart(contextToken, storeApi, now()), patienceMilliseconds, 'reading the cart'),
    fillCart: (contextToken, wishes) =>
      withinDeadline(fillCart(wishes, contextToken, storeApi), patienceMilliseconds, 'filling the cart'),
    catalogue: (question, contextToken) =>
      withinDeadline(
        catalogue(question, contextToken, storeApi),
        patienceMilliseconds,
        'reading the catalogue',
      ),
    pathOf: (page, contextToken) => pathOf(page, { contextToken, storeApi, home, cartPath }),
    forward: (request) => forward(request, { settings, egress: pageEgress, publicOrigin }),
  };
}
