import Koa from 'koa';
import { listen, publicUrl } from '../listen.ts';
import { adminApiRoutes } from './admin-api/routes.ts';
import { answerErrors } from './answer-errors.ts';
import { type AppSystem, appSystem } from './app/app-system.ts';
import type { Catalog } from './catalog.ts';
import { compressPages } from './compress-pages.ts';
import { applyFaults, type DemoShopFaults, noFaults } from './demo-shop-faults.ts';
import { type RecordedRequest, recordRequest } from './record-request.ts';
import { seedCustomers } from './seed/customers.ts';
import { seedCatalog } from './seed/seed-catalog.ts';
import type { OrderJson, SalesChannelDomain, Shop } from './shop.ts';
import {
  ACCESS_KEY,
  CLIENT_ID,
  CLIENT_SECRET,
  SALES_CHANNEL_ID,
  SNIPPET_SET_ID,
  SYSTEM_CURRENCY_ID,
  SYSTEM_LANGUAGE_ID,
} from './shop-constants.ts';
import type { ShopCustomer } from './shop-customer.ts';
import { fixedId } from './shopware-id.ts';
import { storeApiRoutes } from './store-api/routes.ts';
import { storefrontRoutes } from './storefront/routes.ts';
import { staticRoutes } from './storefront/static-routes.ts';

export interface DemoShopOptions {
  /** 0: a free one. */
  port: number;
  host: string;
  catalog?: Catalog;
}

export interface DemoShop {
  url: string;
  accessKey: string;
  salesChannelId: string;
  clientId: string;
  clientSecret: string;
  customers: readonly ShopCustomer[];
  catalog: Catalog;
  /** Change its switches to make the shop misbehave. */
  faults: DemoShopFaults;
  /** The last requests, oldest first. */
  requests: RecordedRequest[];
  /** All orders, oldest first. */
  orders: readonly OrderJson[];
  domains: readonly SalesChannelDomain[];
  app: AppSystem;
  /** Ends all sessions of the storefront, as PHP does with idle ones; context tokens and their carts stay. */
  endSessions(): void;
  /** Forgets whose carts they are, as the shop does after a day. */
  forgetContexts(): void;
  close(): Promise<void>;
}

/** A small stateful Shopware 6.6.7.1: storefront, Store API and the part of the Admin API that a punchout needs. */
export async function startDemoShop(options: DemoShopOptions): Promise<DemoShop> {
  const shop = createShop(options.catalog ?? seedCatalog());
  const listening = await listen(createApp(shop).callback(), options);
  shop.url = publicUrl(options.host, listening.port);
  shop.domains.push(ownDomain(shop.url));
  const { url, customers, catalog, faults, requests, orders, domains } = shop;
  return {
    ...{ url, customers, catalog, faults, requests, orders, domains },
    accessKey: ACCESS_KEY,
    salesChannelId: SALES_CHANNEL_ID,
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    app: appSystem(shop),
    endSessions: () => shop.sessions.clear(),
    forgetContexts: () => shop.contexts.clear(),
    close: listening.close,
  };
}

function createShop(catalog: Catalog): Shop {
  return {
    url: '',
    catalog,
    customers: structuredClone(seedCustomers),
    contexts: new Map(),
    sessions: new Map(),
    bearers: new Map(),
    loginTokens: new Map(),
    failedLogins: new Map(),
    domains: [],
    orders: [],
    app: null,
    faults: noFaults(),
    requests: [],
  };
}

function createApp(shop: Shop): Koa {
  const app = new Koa();
  app.use(recordRequest(shop)).use(applyFaults(shop)).use(answerErrors).use(compressPages);
  app.use(adminApiRoutes(shop).routes()).use(storeApiRoutes(shop).routes());
  app.use(staticRoutes().routes()).use(storefrontRoutes(shop).routes());
  return app;
}

function ownDomain(url: string): SalesChannelDomain {
  return {
    id: fixedId('domain', 'own'),
    salesChannelId: SALES_CHANNEL_ID,
    url,
    languageId: SYSTEM_LANGUAGE_ID,
    currencyId: SYSTEM_CURRENCY_ID,
    snippetSetId: SNIPPET_SET_ID,
  };
}
