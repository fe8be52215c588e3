import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { Kysely, Migrator, sql } from 'kysely';
import { describe, expect, inject, it } from 'vitest';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { createLicenses } from '../../src/store/migrations/create-licenses.ts';
import { createSessions } from '../../src/store/migrations/create-sessions.ts';
import { createSystems } from '../../src/store/migrations/create-systems.ts';
import { postgresDialect } from '../../src/store/postgres-dialect.ts';
import { sqliteDialect } from '../../src/store/sqlite-dialect.ts';
import { createSqliteFile } from '../../src/store/sqlite-file.ts';
import { addLicenses, allLicenses } from '../support/license-records.ts';
import { createDatabase } from '../support/services/postgres.ts';
import { type DatabaseOptions, emptyDatabase, onEveryDatabase } from './every-database.ts';
import { openLicenseStore } from './open-license-store.ts';
import { noon, sampleSubscription } from './samples.ts';

const systemKey = 'PGS-7K2QM-AAAAA-AAAAA-AAAAA-AAAZ7';
const migrations = {
  '0001-create-systems': { up: createSystems },
  '0002-create-sessions': { up: createSessions },
  '0003-create-licenses': { up: createLicenses },
};

/** A database as Punchgate 0.1.0 has left it. */
async function oldDatabase({ databaseUrl, dataDir }: DatabaseOptions): Promise<void> {
  const limits = { statementMilliseconds: 5_000 };
  const dialect = databaseUrl
    ? postgresDialect(databaseUrl, limits)
    : sqliteDialect(await createSqliteFile(dataDir));
  const db = new Kysely<unknown>({ dialect });
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
  }).migrateToLatest();
  expect(error).toBeUndefined();
  await sql`insert into subscriptions (id, holder, status, ends_at)
    values ('paid', 'Über GmbH', 'active', null), ('left', 'Old AG', 'cancelled', ${noon})`.execute(db);
  await sql`insert into system_licenses (id, key, subscription_id, system_id, fingerprint, website) values
    ('bound', ${systemKey}, 'paid', 'system-1', 'v1:one', 'https://shop.example'),
    ('blank', 'PGS-2', 'left', null, null, null)`.execute(db);
  await sql`insert into customer_licenses (id, key, subscription_id, system_license_id, customer_id) values
    ('seat-1', 'PGC-1', 'paid', 'bound', 'customer-1'), ('seat-2', 'PGC-2', 'paid', 'bound', null),
    ('seat-3', 'PGC-3', 'left', 'blank', null)`.execute(db);
  await db.destroy();
}

const bare = { reference: undefined, paidUntil: undefined };
const unset = { status: 'active', stagingWebsites: [], rebindsLeft: undefined, former: [] };

onEveryDatabase('a database of before licenses had a life', (current) => {
  async function withOldDatabase(work: (database: Database) => Promise<void>): Promise<void> {
    const options = await emptyDatabase(current().kind);
    await oldDatabase(options);
    const database = await openDatabase(options);
    await work(database).finally(() => database.close());
    await rm(options.dataDir, { recursive: true });
  }

  it('keeps every subscription and license', async () => {
    await withOldDatabase(async (database) => {
      const { subscriptions, systemLicenses, customerLicenses } = await allLicenses(
        openLicenseStore(database),
      );
      expect(subscriptions).toEqual([
        { id: 'left', holder: 'Old AG', status: 'cancelled', endsAt: noon, ...bare },
        { id: 'paid', holder: 'Über GmbH', status: 'active', endsAt: undefined, ...bare },
      ]);
      const bound = { systemId: 'system-1', fingerprint: 'v1:one', website: 'https://shop.example' };
      const blank = { systemId: undefined, fingerprint: undefined, website: undefined };
      expect(systemLicenses).toEqual([
        { id: 'blank', keyHint: 'PGS-2', subscriptionId: 'left', ...unset, ...blank },
        { id: 'bound', keyHint: 'AAAZ7', subscriptionId: 'paid', ...unset, ...bound },
      ]);
      expect(customerLicenses).toMatchObject([
        { id: 'seat-1', systemLicenseId: 'bound', customerId: 'customer-1', included: true },
        { id: 'seat-2', systemLicenseId: 'bound', customerId: undefined, included: false },
        { id: 'seat-3', systemLicenseId: 'blank', customerId: undefined, included: true },
      ]);
    });
  });

  it('keeps no key, and finds a license by it all the same', async () => {
    await withOldDatabase(async (database) => {
      const { rows } = await database.run((kysely) => sql`select * from system_licenses`.execute(kysely));
      expect(JSON.stringify(rows)).not.toContain(systemKey);
      const hash = createHash('sha256').update(systemKey).digest('base64url');
      expect(await openLicenseStore(database).byKeyHash(hash)).toMatchObject({ license: { id: 'bound' } });
    });
  });

  it('finds its holders in any letter case', async () => {
    await withOldDatabase(async (database) => {
      const found = await openLicenseStore(database).findSubscriptions({ holder: 'üBER', limit: 10 });
      expect(found).toMatchObject([{ id: 'paid' }]);
    });
  });

  it('goes on with its first change', async () => {
    await withOldDatabase(async (database) => {
      const licenses = openLicenseStore(database);
      expect(await licenses.version()).toBe(0);
      await addLicenses(licenses, { subscriptions: [sampleSubscription()] });
      expect(await licenses.version()).toBe(1);
    });
  });
});

describe.skipIf(inject('postgresUrl') === undefined)('a PostgreSQL that speaks German', () => {
  it('finds a holder by the beginning of its name, as every other does', async () => {
    const options = await emptyDatabase('postgres');
    const databaseUrl = await createDatabase(inject('postgresUrl') ?? '', 'german', 'de');
    const database = await openDatabase({ ...options, databaseUrl });
    const licenses = openLicenseStore(database);
    const holders = ['Müller AG', 'Mueller AG', 'Muller AG', 'müllerei'];
    await addLicenses(licenses, { subscriptions: holders.map((holder) => sampleSubscription({ holder })) });
    const found = await licenses.findSubscriptions({ holder: 'MÜLLER', limit: 10 });
    expect(found.map(({ holder }) => holder).toSorted()).toEqual(['Müller AG', 'müllerei']);
    await database.close();
    await rm(options.dataDir, { recursive: true });
  });
});
