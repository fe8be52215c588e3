import { setTimeout as wait } from 'node:timers/promises';
import type { Context, Next } from 'koa';
import type { Shop } from './shop.ts';

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
  /** Limits delay, status, down and html to paths that start so. */
  onlyPath: string;
  /** Privileges that the integration has not, e.g. `api_proxy_switch-customer`. */
  missingPrivileges: string[];
  /** The Admin API takes no bearer token. */
  bearerRejected: boolean;
  /** So many of the next cart writes answer 409 CHECKOUT__CART_LOCKED. */
  cartLockedTimes: number;
  /** Cart writes take so long and lose what was written meanwhile. */
  cartWriteMs: number;
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
}

export function noFaults(): DemoShopFaults {
  return {
    maintenance: false,
    delayMs: 0,
    status: undefined,
    down: false,
    html: false,
    onlyPath: '/',
    missingPrivileges: [],
    bearerRejected: false,
    cartLockedTimes: 0,
    cartWriteMs: 0,
    orderMs: 20,
    orderAnswerLost: false,
    searchLimitIgnored: false,
    searchEndRefused: false,
    familiesByParent: false,
  };
}

export function applyFaults(shop: Shop) {
  return async (ctx: Context, next: Next): Promise<void> => {
    const { faults } = shop;
    if (!ctx.path.startsWith(faults.onlyPath)) return next();
    if (faults.delayMs > 0) await wait(faults.delayMs);
    if (faults.down) return dropConnection(ctx);
    if (faults.status !== undefined) return answerPlainly(ctx, faults.status);
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

function answerHtml(ctx: Context): void {
  ctx.type = 'text/html';
  ctx.body = '<!doctype html><title>Just a moment</title><p>Checking your browser before you proceed.</p>';
}

function isJsonPath(path: string): boolean {
  return path.startsWith('/api/') || path.startsWith('/store-api/') || path.endsWith('.json');
}
