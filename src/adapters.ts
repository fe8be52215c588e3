import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { type Licensing, type LicensingPorts, openLicensing } from './licensing.ts';
import { openShops } from './open-shops.ts';
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
import type { UnitInbox } from './punchout/unit-inbox.ts';
import { type Database, openDatabase } from './store/database.ts';
import { MemoryCache } from './store/memory-cache.ts';
import { RedisCache } from './store/redis-cache.ts';
import { createReplayStore } from './store/replay-store.ts';
import { createSessionStore } from './store/session-store.ts';
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
  replays: ReplayStore;
  unitInbox: UnitInbox;
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
    systems: createSystemStore(database),
    sessions: createSessionStore(database),
    replays: createReplayStore(database),
    unitInbox: createUnitInbox(database),
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

function openCache({ data }: Config, log: Logger): Cache {
  if (data.redisUrl === undefined) return new MemoryCache();
  return new RedisCache(data.redisUrl, (line) => log.warn({ event: 'cache', message: line }));
}
