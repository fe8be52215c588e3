import type { Context } from '../http/context.ts';
import type { Html } from '../http/html.ts';
import type { LicenseAuthority } from '../punchout/ports.ts';
import type { RedirectEntryPorts } from '../punchout/redirect-entry.ts';
import type { ReturnCartPorts } from '../punchout/return-cart.ts';
import type { CartNotice } from '../punchout/session.ts';
import type { ShopAppStore } from '../punchout/shop-app-store.ts';
import type { Visit } from '../punchout/visit.ts';

/** How a visit ends and what is told before it goes on: the same as where buyers see the shop through the gateway. */
interface VisitEndings {
  sendReturn(context: Context, visit: Visit, ports: ReturnCartPorts & { emptied: boolean }): Promise<void>;
  sendCancel(context: Context, visit: Visit, ports: ReturnCartPorts): Promise<void>;
  sendNotices(context: Context, visit: Visit, next: string): void;
  noticeList(notices: readonly CartNotice[], isOfVisit: boolean): Html;
  /** `Set-Cookie` lines that say whether the visit left the frame that it began in: its cart comes back to the window. */
  windowCookie(ownWindow: boolean, secure: boolean): string[];
}

export interface EntryPorts extends RedirectEntryPorts, ReturnCartPorts {
  endings: VisitEndings;
}

export interface ShopAppPorts extends EntryPorts {
  apps: ShopAppStore;
  licenses: LicenseAuthority;
  /** Names of the shops that have an App. */
  redirectShops: readonly string[];
}
