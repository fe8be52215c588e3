import type { EnterSessionPorts } from '../punchout/enter-session.ts';
import type { ReturnCartPorts } from '../punchout/return-cart.ts';
import type { ShopCookieStore } from '../punchout/shop-cookies.ts';
import type { SnapshotQueue } from '../punchout/snapshot-queue.ts';
import type { Renewals } from './renewals.ts';
import type { ShopHost } from './visit-host.ts';

export interface BrowserPorts extends EnterSessionPorts, ReturnCartPorts {
  /** Cookies of shops that no browser holds. */
  shopCookies: ShopCookieStore;
  snapshotQueueOf: (shop: string) => SnapshotQueue;
  renewals: Renewals;
  /** Under which buyers see the shops. */
  hosts: readonly ShopHost[];
}

/** Proves that a button was pressed on a page of the session, not on a foreign one. */
export function formKey(sessionId: string, { vault }: BrowserPorts): string {
  return vault.hash(`session/${sessionId}/form`);
}
