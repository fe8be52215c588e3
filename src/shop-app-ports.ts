import type { Adapters } from './adapters.ts';
import { sendCancel, sendReturn } from './browser/leave.ts';
import type { BrowserPorts } from './browser/ports.ts';
import { noticeList, sendNotices } from './browser/visit-pages.ts';
import { windowCookie } from './browser/window-cookie.ts';
import type { Config } from './config.ts';
import type { ShopAppPorts } from './shop-app/ports.ts';

/** What the Apps of shops need: a visit ends there as it does where buyers see the shop through the gateway. */
export function shopAppPorts(
  config: Config,
  { apps, tickets, authority }: Adapters,
  browser: BrowserPorts,
): ShopAppPorts {
  const redirecting = Object.entries(config.shops).filter(([, { entry }]) => entry === 'redirect');
  return {
    ...browser,
    apps,
    tickets,
    licenses: authority,
    redirectShops: redirecting.map(([name]) => name),
    endings: { sendReturn, sendCancel, sendNotices, noticeList, windowCookie },
  };
}
