import type { Shop } from '../punchout/shop.ts';

/** Name of the App's script in the shop. */
export const enterScript = 'punchgate-enter';

/** An address of the shop under its own host. */
export function shopAddress({ website }: Shop, path: string): string {
  return website + path;
}

/** The page that shows a ticket; with `logout` it ends the session that the browser has first. */
export function ticketAddress(shop: Shop, ticket: string, logout: boolean): string {
  return scriptAddress(shop, { ticket, ...(logout ? { logout: '1' } : {}) });
}

/**
 * The page that leads on into the shop. No cache keeps it, and so the shop sets its cookies there without which a cache
 * would show the buyer the page of a stranger (reference: Storefront CacheResponseSubscriber).
 */
export function arrivalAddress(shop: Shop, path: string): string {
  return scriptAddress(shop, { page: path });
}

function scriptAddress(shop: Shop, query: Record<string, string>): string {
  const path = `${shop.homePath}storefront/script/${enterScript}`;
  return `${shopAddress(shop, path)}?${new URLSearchParams(query)}`;
}

/** Where the gateway answers the App of a shop. */
export function appAddress({ publicUrl }: Pick<Shop, 'publicUrl'>, name: string): string {
  return `${publicUrl}/punchgate/app/${name}`;
}
