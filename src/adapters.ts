import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { type Licensing, type LicensingPorts, openLicensing } from './licensing.ts';
import { openShops } from './open-shops.ts';
import type { CartSnapshotStore } from './punchout/cart-snapshot.ts';
import type { EntryTicketStore } from './punchout/entry-ticket.ts';
import type { MadeCustomerStore } from './punchout/made-customer.ts';
import type {
  Cache,
  ReplayStore,
  SessionStore,
  Surroundings,
  SystemDraftStore,
  SystemStore,
  Vault,
} from './punchout/ports.ts';
import type { Shops } from './punchout/shop.ts';
import type { ShopAppStore } from './punchout/shop-app-store.ts';
import type { ShopCookieStore } from './punchout/shop-cookies.ts';
import type { UnitInbox } from './punchout/unit-inbox.ts';
import { createCartSnapshotStore } from './store/cart-snapshot-store.ts';
import { type Database, openDatabase } from './store/database.ts';
import { createEntryTicketStore } from './store/entry-ticket-store.ts';
import { createMadeCustomerStore } from './store/made-customer-store.ts';
import { MemoryCache } from './store/memory-cache.ts';
import { RedisCache } from './store/redis-cache.ts';
import { createReplayStore } from './store/replay-store.ts';
import { createSessionStore } from './store/session-store.ts';
import { createShopAppStore } from './store/shop-app-store.ts';
import { createShopCookieStore } from './store/shop-cookie-store.ts';
import { realSurroundings } from './store/surroundings.ts';
import { createSystemStore } from './store/system-store.ts';
import { createUnitInbox } from './store/unit-inbox.ts';
import { createVault } from './store/vault.ts';
import { readVaultKey } from './store/vault-key.ts';
import { createStandardUnits, type UnitList } from './units/standard-units.ts';

/** Adapters of the ports, made from a configuration. Commands use them without the service. */
export interface Adapters extends Licensing {
  database: Database;
  cache: Cache;
  vault: Vault;
  surroundings: Surroundings;
  systems: SystemStore & SystemDraftStore;
  sessions: SessionStore;
  snapshots: CartSnapshotStore;
  shopCookies: ShopCookieStore;
  tickets: EntryTicketStore;
  apps: ShopAppStore;
  replays: ReplayStore;
  unitInbox: UnitInbox;
  madeCustomers: MadeCustomerStore;
  standardUnits: UnitList;
  shops: Shops;
  close(): Promise<void>;
}

export interface AdapterOptions extends Pick<LicensingPorts, 'observe'> {
  log: Logger;
  /** Who changes licenses, as their history shall name it. */
  actor: string;
}

/** Opens everything that `config` names; nothing listens yet. */
export async function openAdapters(
  config: Config,
  { log, actor, observe }: AdapterOptions,
): Promise<Adapters> {
  const { directory, databaseUrl } = config.data;
  const vault = createVault(
    await readVaultKey({
      dataDir: directory,
      ...(config.punchgateKey ? { punchgateKey: config.punchgateKey } : {}),
    }),
  );
  const database = await openDatabase({ dataDir: directory, ...(databaseUrl ? { databaseUrl } : {}) });
  const surroundings = realSurroundings();
  const cache = openCache(config, log);
  const ports = { database, cache, vault, surroundings, actor, ...(observe ? { observe } : {}) };
  const { close: closeLicensing, ...licensing } = openLicensing(config, ports);
  const { shops, closeShops } = openShops(config, { surroundings, log });
  return {
    ...licensing,
    database,
    cache,
    vault,
    surroundings,
    ...openStores(database),
    standardUnits: createStandardUnits(config.units),
    shops,
    async close() {
      closeShops();
      closeLicensing();
      await cache.close();
      await database.close();
    },
  };
}

function openStores(database: Database) {
  return {
    systems: createSystemStore(database),
    sessions: createSessionStore(database),
    snapshots: createCartSnapshotStore(database),
    shopCookies: createShopCookieStore(database),
    tickets: createEntryTicketStore(database),
    apps: createShopAppStore(database),
    replays: createReplayStore(database),
    unitInbox: createUnitInbox(database),
    madeCustomers: createMadeCustomerStore(database),
  };
}

function openCache({ data }: Config, log: Logger): Cache {
  if (data.redisUrl === undefined) return new MemoryCache();
  return new RedisCache(data.redisUrl, (line) => log.warn({ event: 'cache', message: line }));
}
