import { stringify } from 'yaml';
import type { ShopSettings } from './shopware/shop-settings.ts';

/** What punchgate.yaml must have of a shop; the secret stays in the environment. */
export function shopStanza(name: string, settings: ShopSettings): string {
  const { url, publicUrl, accessKey, salesChannelId, clientId, allowPrivate } = settings;
  const shop = {
    url,
    ...(publicUrl === undefined ? {} : { publicUrl }),
    accessKey,
    salesChannelId,
    clientId,
    clientSecret: `\${${secretVariable(name)}}`,
    ...(allowPrivate ? { allowPrivate } : {}),
  };
  return stringify({ shops: { [name]: shop } }, { lineWidth: 0 }).trimEnd();
}

/** `main`: `SHOP_MAIN_CLIENT_SECRET`. */
export function secretVariable(name: string): string {
  return `SHOP_${name}_CLIENT_SECRET`.replaceAll('-', '_').toUpperCase();
}
