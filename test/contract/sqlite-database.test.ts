import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { addLicenses, allLicenses } from '../support/license-records.ts';
import { emptyDatabase } from './every-database.ts';
import { openLicenseStore } from './open-license-store.ts';
import { sampleSubscription } from './samples.ts';

const unavailable = { reason: 'store_unavailable' };

describe('a SQLite database', () => {
  const opened: Database[] = [];
  const directories: string[] = [];
  const open = async () => {
    const options = await emptyDatabase('sqlite');
    directories.push(options.dataDir);
    const database = await openDatabase({ dataDir: join(options.dataDir, 'data') });
    opened.push(database);
    return { database, path: join(options.dataDir, 'data', 'punchgate.sqlite') };
  };
  afterEach(async () => {
    for (const database of opened.splice(0)) await database.close();
    for (const directory of directories.splice(0)) await rm(directory, { recursive: true });
  });

  it('can be read by its own account only', async () => {
    const { path } = await open();
    expect((await stat(join(path, '..'))).mode & 0o777).toBe(0o700);
    for (const file of [path, `${path}-wal`, `${path}-shm`])
      expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('writes through to the disk and checks its references', async () => {
    const { database } = await open();
    const pragma = async (name: string) => {
      const { rows } = await database.run((kysely) => sql`pragma ${sql.raw(name)}`.execute(kysely));
      return Object.values(rows[0] ?? {})[0];
    };
    expect(await pragma('journal_mode')).toBe('wal');
    expect(await pragma('synchronous')).toBe(2);
    expect(await pragma('foreign_keys')).toBe(1);
  });

  it('is unavailable to writers while another process keeps its lock, and open to readers', async () => {
    const { database, path } = await open();
    const other = new DatabaseSync(path);
    other.exec('begin immediate');
    await expect(save(database)).rejects.toMatchObject(unavailable);
    expect(await allLicenses(openLicenseStore(database))).toMatchObject({ subscriptions: [] });
    other.exec('rollback');
    other.close();
    await expect(save(database)).resolves.toBeUndefined();
  });

  it('keeps no writer waiting behind all the others while it is locked', async () => {
    const { database, path } = await open();
    const other = new DatabaseSync(path);
    other.exec('begin immediate');
    const results = await Promise.allSettled(Array.from({ length: 50 }, () => save(database)));
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(50);
    other.close();
  });

  it('waits for a lock that is given up soon', async () => {
    const { database, path } = await open();
    const other = new DatabaseSync(path);
    other.exec('begin immediate');
    setTimeout(() => other.close(), 200);
    await expect(save(database)).resolves.toBeUndefined();
  });

  it('lets two processes count on without losing a step, each reading before it writes', async () => {
    const { database, path } = await open();
    const other = await openDatabase({ dataDir: join(path, '..') });
    opened.push(other);
    const subscription = sampleSubscription({ endsAt: 0 });
    await addLicenses(openLicenseStore(database), { subscriptions: [subscription] });
    const steps = Array.from({ length: 30 }, () => [countOn(database), countOn(other)]);
    await Promise.all(steps.flat());
    const { subscriptions } = await allLicenses(openLicenseStore(database));
    expect(subscriptions).toEqual([{ ...subscription, endsAt: 60 }]);
  });

  it('keeps nothing by halves on a full disk, and goes on when there is room', async () => {
    const { database } = await open();
    const limit = (pages: number) =>
      database.run((kysely) => sql`pragma max_page_count = ${sql.lit(pages)}`.execute(kysely));
    const holder = 'x'.repeat(100_000);
    const saveTwo = () =>
      database.run((kysely) =>
        kysely.transaction().execute(async (transaction) => {
          for (const id of ['small', 'large']) {
            const row = { id, holder: id === 'large' ? holder : 'x', holderKey: 'x', status: 'active' };
            await transaction.insertInto('subscriptions').values(row).execute();
          }
        }),
      );
    await limit(1);
    await expect(saveTwo()).rejects.toMatchObject(unavailable);
    expect((await allLicenses(openLicenseStore(database))).subscriptions).toEqual([]);
    await limit(100_000);
    await saveTwo();
    expect((await allLicenses(openLicenseStore(database))).subscriptions).toHaveLength(2);
  });
});

function save(database: Database): Promise<void> {
  return addLicenses(openLicenseStore(database), { subscriptions: [sampleSubscription()] });
}

function countOn(database: Database): Promise<void> {
  return database.run((kysely) =>
    kysely.transaction().execute(async (transaction) => {
      const row = await transaction.selectFrom('subscriptions').select('endsAt').executeTakeFirstOrThrow();
      await setImmediate();
      const endsAt = Number(row.endsAt) + 1;
      await transaction.updateTable('subscriptions').set({ endsAt }).execute();
    }),
  );
}
