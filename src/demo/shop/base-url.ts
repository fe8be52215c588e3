import type { Context } from 'koa';
import type { Shop } from './shop.ts';

/** Pages are built for the domain that the Host header names, if the sales channel has it; else for the shop's own. */
export function baseUrlOf(shop: Shop, ctx: Context): string {
  const domain = shop.domains.find(({ url }) => new URL(url).host === ctx.host);
  return (domain?.url ?? shop.url).replace(/\/$/, '');
}
