import { randomBytes } from 'node:crypto';
import type { Context, Next } from 'koa';
import type { Shop, ShopContext, StorefrontSession } from '../shop.ts';
import { contextOf, newContext } from '../shop-context.ts';
import { fixedId } from '../shopware-id.ts';

const SESSION_COOKIE = 'session-';
const MAX_SESSIONS = 20_000;
/** Pages the HTTP cache keeps; every other GET is uncached and sets the cookies that tell the cache who asks. */
const CACHEABLE = /^\/($|navigation\/|search$|[^/]+\/[^/]+$)/;
const UNCACHED = /^\/(account|checkout|widgets)(\/|$)/;

/** Gives every visitor a session with a context token of its own, which the storefront never shows in a header. */
export function openSession(shop: Shop) {
  return async (ctx: Context, next: Next): Promise<void> => {
    const id = ctx.cookies.get(SESSION_COOKIE);
    const known = id ? shop.sessions.get(id) : undefined;
    ctx.state.session = known ?? startSession(shop, ctx);
    ctx.set('x-frame-options', 'deny');
    await next();
    ctx.remove('sw-context-token');
    if (ctx.method === 'GET' && !isCacheable(ctx)) tellCache(shop, ctx);
  };
}

export function sessionOf(ctx: Context): StorefrontSession {
  return ctx.state.session as StorefrontSession;
}

/** The context the page is made for: a cached page does not know a customer who lacks the cache's cookie. */
export function visibleContext(shop: Shop, ctx: Context): ShopContext {
  const context = contextOf(shop, sessionOf(ctx).contextToken);
  const isAnonymousVariant =
    isCacheable(ctx) && context.customerId !== null && !ctx.cookies.get('sw-cache-hash');
  return isAnonymousVariant ? { ...context, customerId: null } : context;
}

function startSession(shop: Shop, ctx: Context): StorefrontSession {
  const id = randomBytes(16).toString('hex');
  const session: StorefrontSession = { contextToken: newContext(shop).token, flashes: [] };
  shop.sessions.set(id, session);
  const oldest = shop.sessions.keys().next().value;
  if (shop.sessions.size > MAX_SESSIONS && oldest) shop.sessions.delete(oldest);
  ctx.cookies.set(SESSION_COOKIE, id, { httpOnly: true, sameSite: 'lax', path: '/' });
  return session;
}

function tellCache(shop: Shop, ctx: Context): void {
  const context = contextOf(shop, sessionOf(ctx).contextToken);
  if (context.customerId === null) return;
  const states = context.cart.lines.length > 0 ? 'logged-in,cart-filled' : 'logged-in';
  const options = { httpOnly: false, sameSite: 'lax', path: '/' } as const;
  ctx.cookies.set('sw-states', states, options);
  ctx.cookies.set('sw-cache-hash', fixedId('cache', context.customerId), options);
}

function isCacheable(ctx: Context): boolean {
  return CACHEABLE.test(ctx.path) && !UNCACHED.test(ctx.path);
}
