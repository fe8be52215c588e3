import type { Context, Next } from 'koa';
import type { SalesChannelDomain, Shop } from './shop.ts';

/**
 * Pages are built for the domain that the Host header names, or X-Forwarded-Host of a trusted proxy, if the sales channel
 * has it; else for the shop's own.
 */
export function baseUrlOf(shop: Shop, ctx: Context): string {
  return (domainOf(shop, ctx)?.url ?? shop.url).replace(/\/$/, '');
}

/** The storefront knows its domains only. Source: SalesChannelMappingException of Shopware, as a shop in production shows it. */
export function refuseUnknownHost(shop: Shop) {
  return async (ctx: Context, next: Next): Promise<void> => {
    if (domainOf(shop, ctx)) return next();
    ctx.status = 404;
    ctx.body = unknownHost;
  };
}

const unknownHost = `<!DOCTYPE html>
<html><head><title>An Error Occurred: Not Found</title></head>
<body><h1>Oops! An Error Occurred</h1><h2>The server returned a "404 Not Found".</h2></body></html>
`;

function domainOf(shop: Shop, ctx: Context): SalesChannelDomain | undefined {
  const forwarded = shop.faults.everyProxyTrusted ? ctx.get('x-forwarded-host') : '';
  const host = forwarded || ctx.host;
  return shop.domains.find(({ url }) => new URL(url).host === host);
}
