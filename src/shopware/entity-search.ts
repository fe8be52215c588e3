import type { ShopCall } from './ask-shop.ts';

/** A search of the Admin API; `entity` as it stands in the path, e.g. `sales-channel`. */
export function entitySearch(entity: string, json: Record<string, unknown>): ShopCall {
  return { method: 'POST', path: `/api/search/${entity}`, headers: {}, json, repeat: 'always' };
}
