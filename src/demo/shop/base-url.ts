import type { Context } from 'koa';
import type { Shop } from './shop.ts';

/**
 * Pages are built for the domain that the Host header names, or X-Forwarded-Host of a trusted proxy, if the sales channel
 * has it; else for the shop's own.
 */
export function baseUrlOf(shop: Shop, ctx: Context): string {
  const forwarded = shop.faults.everyProxyTrusted ? ctx.get('x-forwarded-host') : '';
  const host = forwarded || ctx.host;
  const domain = shop.domains.find(({ url }) => new URL(url).host === host);
  return (domain?.url ?? shop.url).replace(/\/$/, '');
}
