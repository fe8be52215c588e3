import { setTimeout as wait } from 'node:timers/promises';
import type { Context, Next } from 'koa';
import type { CartError } from './cart/cart-error.ts';
import type { Shop } from './shop.ts';
import { ShopwareError } from './shopware-error.ts';

const tooMuch = 33 * 1024 * 1024;

/** Switches that make the shop misbehave; change them while it runs. */
export interface DemoShopFaults {
  /** Store API 503, storefront 307 to /maintenance. */
  maintenance: boolean;
  /** Every answer comes so much later. */
  delayMs: number;
  /** Answers everything with this status and no JSON, e.g. 502. */
  status: number | undefined;
  /** Sockets are destroyed without an answer. */
  down: boolean;
  /** An HTML page with status 200 where JSON is due. */
  html: boolean;
  /** 429 CHECKOUT__CUSTOMER_AUTH_THROTTLED, with the seconds to wait in the error and in no header. */
  throttledSeconds: number | undefined;
  /** An answer begins and never goes on. */
  halfOpen: boolean;
  /** An answer of more than 32 MB. */
  oversized: boolean;
  /** Limits all of the above but maintenance to paths that start so. */
  onlyPath: string;
  /** So many requests more meet them. */
  onlyTimes: number;
  /** Privileges that the integration has not, e.g. `api_proxy_switch-customer`. */
  missingPrivileges: string[];
  /** The Admin API takes no bearer token. */
  bearerRejected: boolean;
  /** So many of the next cart writes answer 409 CHECKOUT__CART_LOCKED. */
  cartLockedTimes: number;
  /** Cart writes take so long and lose what was written meanwhile. */
  cartWriteMs: number;
  /** What the shop says of every cart. */
  cartErrors: CartError[];
  /** Time from reading the cart to its order; parallel calls in it each make an order. */
  orderMs: number;
  /** Orders are made, but the connection ends before the answer. */
  orderAnswerLost: boolean;
  /** A search gives 24 articles at a time, whatever `limit` says, as some releases do. */
  searchLimitIgnored: boolean;
  /** A search refuses a page after its last one with 404, as later releases do. */
  searchEndRefused: boolean;
  /** A search shows the parent of a family, which nobody can buy, in the place of its variants. */
  familiesByParent: boolean;
  /** The clock of the shop is so much ahead, as the `Date` of its answers shows. */
  clockAheadMs: number;
  /** It says to be this release. */
  release: string | undefined;
  /** The sales channel is switched off in the Administration, as the Admin API shows it. */
  salesChannelInactive: boolean;
  /** The sales channel is of another type than a storefront. */
  salesChannelHeadless: boolean;
  /** There is another storefront, without a domain. */
  secondStorefront: boolean;
  /** Whoever asks counts as a trusted proxy: X-Forwarded-Host says for which domain pages are built. */
  everyProxyTrusted: boolean;
}

export function noFaults(): DemoShopFaults {
  return {
    maintenance: false,
    delayMs: 0,
    status: undefined,
    down: false,
    html: false,
    throttledSeconds: undefined,
    halfOpen: false,
    oversized: false,
    onlyPath: '/',
    onlyTimes: Number.POSITIVE_INFINITY,
    missingPrivileges: [],
    bearerRejected: false,
    cartLockedTimes: 0,
    cartWriteMs: 0,
    cartErrors: [],
    orderMs: 20,
    orderAnswerLost: false,
    searchLimitIgnored: false,
    searchEndRefused: false,
    familiesByParent: false,
    clockAheadMs: 0,
    release: undefined,
    salesChannelInactive: false,
    salesChannelHeadless: false,
    secondStorefront: false,
    everyProxyTrusted: false,
  };
}

export function applyFaults(shop: Shop) {
  return async (ctx: Context, next: Next): Promise<void> => {
    const { faults } = shop;
    if (faults.clockAheadMs !== 0) ctx.set('date', new Date(Date.now() + faults.clockAheadMs).toUTCString());
    if (!ctx.path.startsWith(faults.onlyPath) || faults.onlyTimes <= 0) return next();
    faults.onlyTimes -= 1;
    if (faults.delayMs > 0) await wait(faults.delayMs);
    if (faults.down) return dropConnection(ctx);
    if (faults.status !== undefined) return answerPlainly(ctx, faults.status);
    if (faults.throttledSeconds !== undefined) return answerThrottled(ctx, faults.throttledSeconds);
    if (faults.halfOpen) return beginAnswer(ctx);
    if (faults.oversized) return answerTooMuch(ctx);
    if (faults.html && isJsonPath(ctx.path)) return answerHtml(ctx);
    return next();
  };
}

export function dropConnection(ctx: Context): void {
  ctx.respond = false;
  ctx.req.socket.destroy();
}

function answerPlainly(ctx: Context, status: number): void {
  ctx.status = status;
  ctx.type = 'text/html';
  ctx.body = `<html><head><title>${status}</title></head><body><center><h1>${status}</h1></center></body></html>`;
}

function answerThrottled(ctx: Context, seconds: number): void {
  const refusal = new ShopwareError(429, 'CHECKOUT__CUSTOMER_AUTH_THROTTLED', { parameters: { seconds } });
  ctx.status = refusal.status;
  ctx.body = refusal.body;
}

function beginAnswer(ctx: Context): void {
  ctx.respond = false;
  ctx.res.writeHead(200, { 'content-type': 'application/json' });
  ctx.res.write('{');
}

function answerTooMuch(ctx: Context): void {
  ctx.type = 'application/json';
  ctx.body = Buffer.alloc(tooMuch, ' ');
}

function answerHtml(ctx: Context): void {
  ctx.type = 'text/html';
  ctx.body = '<!doctype html><title>Just a moment</title><p>Checking your browser before you proceed.</p>';
}

function isJsonPath(path: string): boolean {
  return path.startsWith('/api/') || path.startsWith('/store-api/') || path.endsWith('.json');
}
