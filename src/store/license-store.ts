import type { LicenseStore } from '../punchout/license-store.ts';
import type { Surroundings, Vault } from '../punchout/ports.ts';
import type { Database } from './database.ts';
import { headOf, lockHead } from './license-chain.ts';
import { SqlLicenseChange } from './license-change.ts';
import {
  findByKeyHash,
  findSubscriptions,
  recordsByIds,
  recordsFor,
  recordsOf,
  usageOf,
} from './license-queries.ts';
import { findLicenses } from './license-search.ts';

export interface LicenseStoreOptions {
  vault: Vault;
  surroundings: Surroundings;
}

export function createLicenseStore(
  database: Database,
  { vault, surroundings }: LicenseStoreOptions,
): LicenseStore {
  return {
    recordsFor: (question) => database.run((sql) => recordsFor(sql, question)),
    recordsOf: (subscriptionId) => database.run((sql) => recordsOf(sql, subscriptionId)),
    find: (filter) => database.run((sql) => findLicenses(sql, filter)),
    byIds: (ids) => database.run((sql) => recordsByIds(sql, ids)),
    findSubscriptions: (filter) => database.run((sql) => findSubscriptions(sql, filter)),
    byKeyHash: (keyHash) => database.run((sql) => findByKeyHash(sql, keyHash)),
    version: async () => (await database.run(headOf)).sequence,
    usage: (subscriptionId) => database.run((sql) => usageOf(sql, subscriptionId)),
    change: (actor, work) =>
      database.transact(async (sql) => {
        await lockHead(sql);
        return await work(new SqlLicenseChange({ sql, vault, actor, at: surroundings.now() }));
      }),
  };
}
