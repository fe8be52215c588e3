import type { Logger } from 'pino';
import { type Config, publicUrlOf } from './config.ts';
import { createEgress } from './http/egress.ts';
import { type Licensing, type LicensingPorts, openLicensing } from './licensing.ts';
import type {
  Cache,
  ReplayStore,
  SessionStore,
  Shops,
  Surroundings,
  SystemDraftStore,
  SystemStore,
  Vault,
} from './punchout/ports.ts';
import { PunchOutError } from './punchout/punchout-error.ts';
import type { UnitInbox } from './punchout/unit-inbox.ts';
import { createShop } from './shopware/shop.ts';
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

function openShops(
  config: Config,
  { surroundings: { now }, log }: { surroundings: Surroundings; log: Logger },
): { shops: Shops; closeShops: () => void } {
  const publicOrigin = publicUrlOf(config);
  const opened = Object.entries(config.shops).map(([name, settings]) => {
    const { allowPrivate } = settings;
    const egress = createEgress({ allowPrivate });
    const pageEgress = createEgress({ allowPrivate, maximumSockets: 256 });
    const tellReach = (message: string) => log.warn({ event: 'shop', shop: name, message });
    const shop = createShop(settings, { egress, pageEgress, now, publicOrigin, tellReach });
    return { name, shop, egresses: [egress, pageEgress] };
  });
  const byName = new Map(opened.map(({ name, shop }) => [name, shop]));
  const shops: Shops = {
    byName(name) {
      const shop = byName.get(name);
      if (!shop) throw new PunchOutError('shop_not_configured', `shop "${name}"`);
      return shop;
    },
  };
  return {
    shops,
    closeShops: () => opened.flatMap(({ egresses }) => egresses).forEach((egress) => void egress.close()),
  };
}
