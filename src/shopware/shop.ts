import type { Egress } from '../http/egress.ts';
import type { Shop } from '../punchout/shop.ts';
import { type AdminApi, adminAccessWith, adminApiOver, createAdminAccess } from './admin-api.ts';
import type { ShopConnection } from './ask-shop.ts';
import { catalogue } from './catalogue.ts';
import { fillCart } from './fill-cart.ts';
import { forward } from './forward.ts';
import { createOneAtATime } from './one-at-a-time.ts';
import { pathOf } from './path-of.ts';
import { readCart } from './read-cart.ts';
import { createShopReach } from './shop-reach.ts';
import { homePathOf, type ShopSettings, shopOrigin } from './shop-settings.ts';
import { createStoreApi, type StoreApi } from './store-api.ts';
import { openStorefrontSession } from './storefront-session.ts';
import { withinDeadline } from './within-deadline.ts';

export interface ShopOptions {
  /** For its APIs. Both are the shop's own, made with its `allowPrivate`: a shop that hangs fills no other's connections. */
  egress: Egress;
  /** For its pages, so that slow readers of pages keep nobody from entering or transferring. */
  pageEgress: Egress;
  /** Epoch milliseconds. */
  now: () => number;
  /** Origin under which buyers see the shop through the gateway. */
  publicUrl: string;
  /** Gets one line when the shop is out of reach, and one when it is back. */
  tellReach?: (line: string) => void;
}

/** What one visitor waits for. */
interface Apis {
  connection: ShopConnection;
  adminApi: AdminApi;
  storeApi: StoreApi;
}

/**
 * A Shopware 6 shop as the domain sees it. Its pages take no part in what the calls find about its reach: one page that
 * fails says little about the others, and a buyer who sees pages must not lose them because an API is down.
 */
export function createShop(settings: ShopSettings, options: ShopOptions): Shop {
  const { pageEgress, publicUrl } = options;
  const within = createPatience(settings, options);
  const oneAtATime = createOneAtATime();
  const home = homePathOf(settings);
  const cartPath = `${home}checkout/cart`;
  return {
    website: shopOrigin(settings),
    publicUrl,
    patienceMilliseconds: settings.timeoutMilliseconds,
    homePath: home,
    cartPath,
    openSession: ({ id }) => within('opening a session', (apis) => openStorefrontSession(id, apis)),
    readCart: (contextToken) =>
      within('reading the cart', ({ storeApi }) => readCart(contextToken, storeApi, options.now())),
    // Of two changes of one cart at a time, the shop loses one or refuses it.
    fillCart: (contextToken, wishes) =>
      within('filling the cart', ({ storeApi }) =>
        oneAtATime(contextToken, () => fillCart(wishes, contextToken, storeApi)),
      ),
    catalogue: (question, contextToken) =>
      within('reading the catalogue', ({ storeApi }) => catalogue(question, contextToken, storeApi)),
    pathOf: (page, contextToken) =>
      within('finding a page', ({ storeApi }) => pathOf(page, { contextToken, storeApi, home, cartPath })),
    forward: (request) => forward(request, { settings, egress: pageEgress, publicOrigin: publicUrl }),
  };
}

type Patience = <T>(what: string, work: (apis: Apis) => Promise<T>) => Promise<T>;

/** The APIs for one visitor each time: the token and what is known of the reach are common, the deadline is not. */
function createPatience(
  settings: ShopSettings,
  { egress, now, tellReach = () => {} }: ShopOptions,
): Patience {
  const common = { settings, egress, reach: createShopReach(tellReach) };
  const { token } = createAdminAccess(common, now);
  return (what, work) =>
    withinDeadline(
      (deadline) => {
        const connection = { ...common, deadline };
        const adminApi = adminApiOver(adminAccessWith(token, connection), settings);
        return work({ connection, adminApi, storeApi: createStoreApi(connection) });
      },
      settings.timeoutMilliseconds,
      what,
    );
}
