import type { IncomingMessage } from 'node:http';
import { LRUCache } from 'lru-cache';
import type { PunchOutSession } from '../punchout/session.ts';
import type { Shop } from '../punchout/shop.ts';
import type { System } from '../punchout/system.ts';
import { assertOpen, visitOfBrowser } from '../punchout/visit.ts';
import type { PassedAs } from './page-headers.ts';
import type { BrowserPorts } from './ports.ts';
import { visitCookies } from './visit-cookies.ts';
import { assertOwnHost, browserKeyOf } from './visit-host.ts';

/** What a file of the shop needs of the visit that it is asked for in. */
export interface FileVisit {
  session: PunchOutSession;
  keyHash: string;
  system: System;
  shop: Shop;
  /** The `Cookie` header for the shop. */
  cookie: string | undefined;
  rewrite: PassedAs['rewrite'];
}

/** All files of a page come with the same header. It holds secrets, so it is not kept longer than it is of use. */
const known = { maxSize: 8_000_000, ttl: 60_000 };

/**
 * Finds the open visit of a request for a file; undefined where there is none, or where the gateway itself keeps the
 * shop's cookies. A session is believed as long as the memory of the ports believes it.
 */
export function fileVisits(
  ports: BrowserPorts,
): (request: IncomingMessage) => Promise<FileVisit | undefined> {
  const { sessions, surroundings } = ports;
  const visits = new LRUCache<string, FileVisit>({ ...known, sizeCalculation: (_, header) => header.length });
  return async ({ headers }) => {
    const { host = '', cookie = '' } = headers;
    const header = `${host}\n${cookie}`;
    const visit = visits.get(header);
    if (visit && (await sessions.byBrowserKey(visit.keyHash)) === visit.session)
      return surroundings.now() < visit.session.expiresAt ? visit : undefined;
    const found = await findVisit({ host, headers }, ports).catch(() => undefined);
    if (found) visits.set(header, found);
    return found;
  };
}

/** What it throws is thrown by the ordinary way again. */
async function findVisit(
  at: { host: string; headers: IncomingMessage['headers'] },
  ports: BrowserPorts,
): Promise<FileVisit | undefined> {
  const key = browserKeyOf(at, ports);
  const visit = await visitOfBrowser(key, ports);
  assertOwnHost(at, visit, ports);
  assertOpen(visit.session, ports.surroundings.now());
  const { session, system } = visit;
  if (key === undefined || system.shopCookies === 'gateway') return undefined;
  const shop = ports.shops.byName(system.shop);
  const rewrite = { shopOrigin: shop.website, publicOrigin: shop.publicUrl, contextToken: '' };
  const cookie = await visitCookies(visit, ports).forShop(at.headers.cookie);
  return { session, keyHash: ports.vault.hash(key), system, shop, cookie, rewrite };
}
