import type { Egress } from '../http/egress.ts';
import type { Shop, ShopChoice, ShopRequest } from '../punchout/shop.ts';
import {
  type AdminAccess,
  type AdminApi,
  adminAccessWith,
  adminApiOver,
  createAdminAccess,
} from './admin-api.ts';
import { adoptSession } from './adopt-session.ts';
import type { ShopConnection } from './ask-shop.ts';
import { catalogue } from './catalogue.ts';
import { createCustomer } from './create-customer.ts';
import { fillCart } from './fill-cart.ts';
import { forwardTo } from './forward.ts';
import { changesInTurn } from './forward-change.ts';
import { createOneAtATime, type OneAtATime } from './one-at-a-time.ts';
import { openTunnel } from './open-tunnel.ts';
import { pathOf } from './path-of.ts';
import { readCart } from './read-cart.ts';
import { releaseSession } from './release-session.ts';
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
  /** For its files, so that slow readers of downloads keep nobody from its pages; the one for pages where it is absent. */
  fileEgress?: Egress;
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
  admin: AdminAccess;
  adminApi: AdminApi;
  storeApi: StoreApi;
}

/**
 * A Shopware 6 shop as the domain sees it. Its pages take no part in what the calls find about its reach: one page that
 * fails says little about the others, and a buyer who sees pages must not lose them because an API is down.
 */
export function createShop(settings: ShopSettings, options: ShopOptions): Shop {
  const patienceFor = createPatience(settings, options);
  const oneAtATime = createOneAtATime();
  const home = homePathOf(settings);
  const place = {
    website: shopOrigin(settings),
    publicUrl: options.publicUrl,
    patienceMilliseconds: settings.timeoutMilliseconds,
    entry: settings.entry ?? 'proxy',
    homePath: home,
    cartPath: `${home}checkout/cart`,
    ...shopPages(settings, { ...options, oneAtATime }),
  };
  const speaking = (choice: ShopChoice): Shop => {
    const within = patienceFor(choice);
    return {
      ...place,
      speaking,
      ...shopSessions(choice, settings, within),
      ...shopCarts(options.now, oneAtATime, within),
      catalogue: (question, contextToken) =>
        within('reading the catalogue', ({ storeApi }) => catalogue(question, contextToken, storeApi)),
      pathOf: (page, contextToken) =>
        within('finding a page', ({ storeApi }) =>
          pathOf(page, { contextToken, storeApi, home, cartPath: place.cartPath }),
        ),
    };
  };
  return speaking({});
}

function shopPages(
  settings: ShopSettings,
  options: ShopOptions & { oneAtATime: OneAtATime },
): Pick<Shop, 'forward' | 'openTunnel'> {
  const { pageEgress, fileEgress = pageEgress, publicUrl, oneAtATime } = options;
  const { timeoutMilliseconds } = settings;
  const pages = { settings, egress: pageEgress, publicOrigin: publicUrl };
  const forwardPage = forwardTo(pages);
  const forwardFile = forwardTo({ ...pages, egress: fileEgress });
  const pass = (request: ShopRequest) => (request.isFile ? forwardFile : forwardPage)(request);
  return {
    openTunnel: (request) => openTunnel(request, pages),
    forward: changesInTurn(pass, { oneAtATime, timeoutMilliseconds }),
  };
}

function shopSessions(
  choice: ShopChoice,
  { salesChannelId }: ShopSettings,
  within: Patience,
): Pick<Shop, 'createCustomer' | 'openSession' | 'adoptSession' | 'releaseSession'> {
  return {
    createCustomer: (customer) =>
      within('making a customer', ({ admin }) => createCustomer(customer, admin, salesChannelId)),
    openSession: ({ id }) =>
      within('opening a session', (apis) => openStorefrontSession(id, { ...apis, choice })),
    adoptSession: (contextToken, { id }) =>
      within('taking over a session', (apis) => adoptSession(id, contextToken, { ...apis, choice })),
    releaseSession: (contextToken) =>
      within('ending a session', ({ storeApi }) => releaseSession(contextToken, storeApi)),
  };
}

function shopCarts(
  now: () => number,
  oneAtATime: OneAtATime,
  within: Patience,
): Pick<Shop, 'readCart' | 'fillCart'> {
  return {
    readCart: (contextToken) =>
      within('reading the cart', ({ storeApi }) => readCart(contextToken, storeApi, now())),
    // Of two changes of one cart at a time, the shop loses one or refuses it.
    fillCart: (contextToken, wishes) =>
      within('filling the cart', ({ storeApi }) =>
        oneAtATime(contextToken, () => fillCart(wishes, contextToken, storeApi)),
      ),
  };
}

type Patience = <T>(what: string, work: (apis: Apis) => Promise<T>) => Promise<T>;

/** The APIs for one visitor each time: the token and what is known of the reach are common, the deadline is not. */
function createPatience(
  settings: ShopSettings,
  { egress, now, publicUrl, tellReach = () => {} }: ShopOptions,
): (choice: ShopChoice) => Patience {
  const common = { settings, egress, publicUrl, reach: createShopReach(tellReach) };
  const { token } = createAdminAccess(common, now);
  return ({ language }) =>
    (what, work) =>
      withinDeadline(
        (deadline) => {
          const languageId = language ?? settings.languageId;
          const connection = { ...common, deadline, settings: { ...settings, languageId } };
          const admin = adminAccessWith(token, connection);
          const adminApi = adminApiOver(admin, settings);
          return work({ connection, admin, adminApi, storeApi: createStoreApi(connection) });
        },
        settings.timeoutMilliseconds,
        what,
      );
}
