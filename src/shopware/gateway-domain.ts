import type { ShopSettings } from './shop-settings.ts';

/** What the sales channel must have as a domain to answer under the gateway's origin: there the shop keeps its path. */
export function gatewayDomain(gatewayUrl: string, { url }: Pick<ShopSettings, 'url'>): string {
  return `${gatewayUrl}${new URL(url).pathname}`.replace(/\/+$/, '');
}
