import { rm } from 'node:fs/promises';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { createLicenseStore } from '../../src/store/license-store.ts';
import { emptyDatabase, onEveryDatabase } from './every-database.ts';
import { endSessionsInProcess } from './run-store-process.ts';
import { sampleSubscription } from './samples.ts';

const unavailable = { reason: 'store_unavailable' };

onEveryDatabase('a database', (current) => {
  it('is made by whichever of several processes comes first', async () => {
    const options = await emptyDatabase(current().kind);
    const processes = Array.from({ length: 3 }, () => endSessionsInProcess(options, []));
    const here = Array.from({ length: 3 }, () => openDatabase(options));
    expect(await Promise.all(processes)).toEqual([[], [], []]);
    for (const database of await Promise.all(here)) {
      expect(await createLicenseStore(database).list()).toMatchObject({ subscriptions: [] });
      await database.close();
    }
    await rm(options.dataDir, { recursive: true });
  });

  it('still has what was saved when it is opened again', async () => {
    const subscription = sampleSubscription({ endsAt: Number.MAX_SAFE_INTEGER });
    await createLicenseStore(current().database).saveSubscription(subscription);
    const again = await openDatabase(current().options);
    expect((await createLicenseStore(again).list()).subscriptions).toContainEqual(subscription);
    await again.close();
  });

  it('keeps nothing of a transaction that fails', async () => {
    const { database } = current();
    const { endsAt, ...row } = sampleSubscription();
    const work = database.run((kysely) =>
      kysely.transaction().execute(async (transaction) => {
        await transaction
          .insertInto('subscriptions')
          .values({ ...row, endsAt: null })
          .execute();
        throw new TypeError('afterthought');
      }),
    );
    await expect(work).rejects.toThrow('afterthought');
    const { subscriptions } = await createLicenseStore(database).list();
    expect(subscriptions.map(({ id }) => id)).not.toContain(row.id);
  });

  it('does not pass a fault of ours off as an outage', async () => {
    const wrong = current().database.run((kysely) => sql`select * from nowhere`.execute(kysely));
    await expect(wrong).rejects.toThrow(/nowhere/);
    await expect(wrong).rejects.not.toMatchObject(unavailable);
  });

  it('is healthy until it is closed, and unavailable from then on', async () => {
    const database = await openDatabase(current().options);
    expect(await database.healthy()).toBe(true);
    await database.close();
    expect(await database.healthy()).toBe(false);
    await expect(createLicenseStore(database).list()).rejects.toMatchObject(unavailable);
  });

  it('is left alone by a Punchgate that is older than it', async () => {
    const options = await emptyDatabase(current().kind);
    const database = await openDatabase(options);
    await database.run((kysely) =>
      sql`insert into kysely_migration (name, timestamp) values ('9999-of-the-future', '2099-01-01')`.execute(
        kysely,
      ),
    );
    await database.close();
    await expect(openDatabase(options)).rejects.toThrow(/a newer Punchgate has changed this database/);
    await rm(options.dataDir, { recursive: true });
  });
});
