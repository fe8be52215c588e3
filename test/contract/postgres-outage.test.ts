import { once } from 'node:events';
import { createServer } from 'node:net';
import { sql } from 'kysely';
import { describe, expect, inject, it } from 'vitest';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { addLicenses, allLicenses, saveLicenses } from '../support/license-records.ts';
import { freePort } from '../support/services/free-port.ts';
import { type RunningPostgres, startPostgres } from '../support/services/postgres.ts';
import { openLicenseStore } from './open-license-store.ts';
import { sampleSubscription } from './samples.ts';

const unavailable = { reason: 'store_unavailable' };

describe('a PostgreSQL that cannot be reached', () => {
  it('is unavailable where nothing listens', async () => {
    const databaseUrl = `postgres://punchgate:secret@127.0.0.1:${await freePort()}/punchgate`;
    const opening = openDatabase({ databaseUrl, dataDir: '/nowhere' });
    await expect(opening).rejects.toMatchObject(unavailable);
    await expect(opening).rejects.not.toThrow('secret');
  });

  it('is unavailable where somebody listens and never answers', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const opening = openDatabase({
      databaseUrl: `postgres://punchgate@127.0.0.1:${port}/x`,
      dataDir: '/nowhere',
    });
    await expect(opening).rejects.toMatchObject(unavailable);
    silent.close();
  });
});

describe.skipIf(inject('postgresUrl') === undefined)('a PostgreSQL that fails', () => {
  it('is unavailable while it hangs, and loses nothing that is saved when it wakes up', async () => {
    const { postgres, database } = await open();
    const backends = await processesOf(database);
    for (const pid of backends) process.kill(pid, 'SIGSTOP');
    await expect(saveInTransaction(database)).rejects.toMatchObject(unavailable);
    postgres.pause();
    expect(await database.healthy()).toBe(false);
    for (const pid of backends) process.kill(pid, 'SIGCONT');
    postgres.resume();
    const subscription = sampleSubscription();
    await addLicenses(openLicenseStore(database), { subscriptions: [subscription] });
    const other = await openDatabase({ databaseUrl: postgres.url, dataDir: '/nowhere' });
    expect((await allLicenses(openLicenseStore(other))).subscriptions).toContainEqual(subscription);
    await Promise.all([other.close(), database.close()]);
    await postgres.stop();
  });

  it('is unavailable to one who waits for a row that another holds', async () => {
    const { postgres, database } = await open();
    const licenses = openLicenseStore(database);
    const subscriptions = [sampleSubscription()];
    await addLicenses(licenses, { subscriptions });
    await database.run((kysely) =>
      kysely.transaction().execute(async (transaction) => {
        await transaction.updateTable('subscriptions').set({ status: 'ended' }).execute();
        await expect(saveLicenses(licenses, { subscriptions })).rejects.toMatchObject(unavailable);
      }),
    );
    await expect(saveLicenses(licenses, { subscriptions })).resolves.toBeUndefined();
    await database.close();
    await postgres.stop();
  });

  it('does not take the gateway with it when it is killed', async () => {
    const { postgres, database } = await open();
    const cut = database.run((kysely) =>
      kysely.transaction().execute(async (transaction) => {
        await sql`select 1`.execute(transaction);
        await postgres.kill();
        await sql`select 1`.execute(transaction);
      }),
    );
    await expect(cut).rejects.toMatchObject(unavailable);
    await expect(openLicenseStore(database).version()).rejects.toMatchObject(unavailable);
    expect(await database.healthy()).toBe(false);
    await database.close();
  });

  async function open(): Promise<{ postgres: RunningPostgres; database: Database }> {
    const postgres = await startPostgres();
    return { postgres, database: await openDatabase({ databaseUrl: postgres.url, dataDir: '/nowhere' }) };
  }

  function saveInTransaction(database: Database): Promise<void> {
    return addLicenses(openLicenseStore(database), { subscriptions: [sampleSubscription()] });
  }

  async function processesOf(database: Database): Promise<number[]> {
    const { rows } = await database.run((kysely) =>
      sql<{ pid: number }>`select pid from pg_stat_activity where application_name = 'punchgate'`.execute(
        kysely,
      ),
    );
    return rows.map(({ pid }) => pid);
  }
});
