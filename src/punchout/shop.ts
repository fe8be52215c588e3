import type { Readable } from 'node:stream';
import type { Cart, CartFacts } from './cart.ts';
import type { CatalogueItem } from './catalogue-item.ts';
import type { Connector } from './connector.ts';
import type { NewCustomer } from './made-customer.ts';
import type { PunchOutError } from './punchout-error.ts';
import type { CartWish, EntryPage } from './session.ts';
import type { ShopTunnel, ShopTunnelRequest } from './shop-tunnel.ts';
import type { SystemCustomer } from './system.ts';

/** The shop's side of a session. */
export interface ShopSession {
  contextToken: string;
  /** `Set-Cookie` lines of the storefront session that owns the token. */
  cookies: string[];
}

/** A request of the buyer's browser for a page of the shop. */
export interface ShopRequest {
  method: string;
  /** Path and query as the browser sent them. */
  target: string;
  headers: Record<string, string | string[] | undefined>;
  body: AsyncIterable<Uint8Array> | undefined;
  /** Aborts when the browser goes away. */
  signal: AbortSignal;
  /** It asks for a file that is the same for everybody; what comes may be something else. */
  isFile?: boolean;
  /** The cart that the request changes, undefined where it changes none; and whether its body can be sent again. */
  changes?: { contextToken: string; isWhole: boolean } | undefined;
}

export interface ShopResponse {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Readable;
  /** The shop has taken the browser for a stranger: it has ended the session that the request was of. */
  forgotten?: boolean;
}

/** A line that was wished for; `key` names it in the cart, and is absent where the shop does not sell the article. */
export interface FilledLine {
  wish: CartWish;
  key: string | undefined;
}

/** Which articles of the shop are asked for; pages count from 1. */
export interface CatalogueQuestion {
  /** Undefined: all articles, in an order that stays the same from page to page. */
  term: string | undefined;
  page: number;
  /** At most 100. */
  size: number;
  /** Epoch milliseconds: only articles that were changed since. */
  updatedSince: number | undefined;
}

/** An article of the shop that is not understood. */
export interface UnreadArticle {
  /** Its number or its id. */
  article: string;
  fault: PunchOutError;
}

export interface CataloguePage extends CartFacts {
  /** Of all pages. */
  total: number;
  /** So many of `total` are on this page. Where a search finds a family of variants as one, it has more items. */
  count: number;
  /** One line for each article, in its smallest quantity at the customer's price. */
  items: CatalogueItem[];
  unread: UnreadArticle[];
}

/** Ids of the shop; where one is absent, its sales channel decides. */
export interface ShopChoice {
  language?: string | undefined;
  currency?: string | undefined;
}

/** One shop behind the gateway. */
export interface Shop {
  /** Its origin, to which licenses are bound. */
  readonly website: string;
  /** Origin under which buyers see it through the gateway. */
  readonly publicUrl: string;
  /** Path of its first page, e.g. `/` or `/de/`. */
  readonly homePath: string;
  /** Path of its cart page. */
  readonly cartPath: string;
  /** How long a buyer waits for it. */
  readonly patienceMilliseconds: number;
  /** Whether buyers see it through the gateway or under its own host, with the App. */
  readonly entry: 'proxy' | 'redirect';
  /**
   * Makes a customer that buyers may shop as; one with that id stays as it is.
   * @throws PunchOutError `shop_*`
   */
  createCustomer(customer: NewCustomer): Promise<void>;
  /** The same shop for visits in a language or currency of their own, e.g. those of a System. */
  speaking(choice: ShopChoice): Shop;
  /** A fresh session of its own for the customer: own cart, own prices. */
  openSession(customer: SystemCustomer): Promise<ShopSession>;
  /** Makes the session of a browser the customer's; false where it is somebody's already. */
  adoptSession(contextToken: string, customer: SystemCustomer): Promise<boolean>;
  /** Takes the customer away from a session: whoever holds its token is a stranger from then on. */
  releaseSession(contextToken: string): Promise<void>;
  readCart(contextToken: string): Promise<Cart>;
  /** Puts articles into a cart, in their order. What the shop made of quantities and prices is read back. */
  fillCart(contextToken: string, wishes: readonly CartWish[]): Promise<FilledLine[]>;
  catalogue(question: CatalogueQuestion, contextToken: string): Promise<CataloguePage>;
  /** Path and query of a page; undefined where the shop does not have it. */
  pathOf(page: EntryPage, contextToken: string): Promise<string | undefined>;
  forward(request: ShopRequest): Promise<ShopResponse>;
  openTunnel(request: ShopTunnelRequest): Promise<ShopTunnel>;
}

/** What a System names as its shop: one that we open for buyers, or one that speaks punchout itself. */
export interface Shops {
  /** @throws PunchOutError `shop_not_configured` where there is no such shop, or it speaks punchout itself */
  byName(name: string): Shop;
  /** Origin to which licenses are bound, whichever it is. @throws PunchOutError `shop_not_configured` */
  websiteOf(name: string): string;
  /** Undefined for a shop that we open ourselves, and for an unknown one. */
  connectorOf(name: string): Connector | undefined;
}
