import type { InstalledApp } from './app/installed-app.ts';
import type { StoredCart } from './cart/stored-cart.ts';
import type { Catalog } from './catalog.ts';
import type { DemoShopFaults } from './demo-shop-faults.ts';
import type { RecordedRequest } from './record-request.ts';
import type { ShopCustomer } from './shop-customer.ts';

/** What belongs to one context token. */
export interface ShopContext {
  token: string;
  customerId: string | null;
  permissions: string[];
  languageId: string;
  currencyId: string;
  cart: StoredCart;
}

export interface StorefrontSession {
  contextToken: string;
  /** Messages for the next page. */
  flashes: { kind: 'success' | 'warning' | 'danger'; text: string }[];
}

export interface SalesChannelDomain {
  id: string;
  salesChannelId: string;
  url: string;
  languageId: string;
  currencyId: string;
  snippetSetId: string;
}

/** An order as the APIs show it. */
export type OrderJson = Record<string, unknown> & { id: string; orderNumber: string };

/** All state of one demo shop. */
export interface Shop {
  url: string;
  catalog: Catalog;
  customers: ShopCustomer[];
  contexts: Map<string, ShopContext>;
  sessions: Map<string, StorefrontSession>;
  /** Bearer tokens of the Admin API with the time they end at. */
  bearers: Map<string, number>;
  /** The one context token that all password sessions of a customer share. */
  loginTokens: Map<string, string>;
  failedLogins: Map<string, { count: number; since: number }>;
  domains: SalesChannelDomain[];
  orders: OrderJson[];
  /** The App that brings punchouts in, where one is installed. */
  app: InstalledApp | null;
  faults: DemoShopFaults;
  requests: RecordedRequest[];
}
