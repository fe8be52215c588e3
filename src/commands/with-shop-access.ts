import { createEgress } from '../http/egress.ts';
import { type AdminAccess, createAdminAccess } from '../shopware/admin-api.ts';
import type { ShopSettings } from '../shopware/shop-settings.ts';

/** Asks a shop by its Admin API. */
export async function withShopAccess<T>(
  settings: ShopSettings,
  ask: (access: AdminAccess) => Promise<T>,
): Promise<T> {
  const egress = createEgress({ allowPrivate: settings.allowPrivate });
  try {
    return await ask(createAdminAccess({ settings, egress }, Date.now));
  } finally {
    egress.close();
  }
}
