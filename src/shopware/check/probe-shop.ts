import { createAdminAccess } from '../admin-api.ts';
import { askShop, assertGood, type ShopCall, type ShopConnection } from '../ask-shop.ts';
import { isNotFound } from '../shop-error.ts';
import { readStoreChannel } from './sales-channel.ts';

/** @throws PunchOutError `shop_*` where buyers could not enter */
export type ShopProbe = () => Promise<void>;

const health: ShopCall = { method: 'GET', path: '/api/_info/health-check', headers: {} };
const version: ShopCall = { method: 'GET', path: '/api/_info/version', headers: {} };

/** Looks whether a shop is well, knows the integration and takes the access key. It has no deadline of any buyer. */
export function createShopProbe(connection: ShopConnection, now: () => number): ShopProbe {
  const { ask } = createAdminAccess(connection, now);
  return async () => {
    const well = await askShop(health, connection);
    // Early releases have no health check.
    if (!isNotFound(well)) assertGood(well, health);
    assertGood(await ask(version), version);
    await readStoreChannel(connection, undefined);
  };
}
