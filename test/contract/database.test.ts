import { rm } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { addLicenses, allLicenses } from '../support/license-records.ts';
import { emptyDatabase, onEveryDatabase } from './every-database.ts';
import { openLicenseStore } from './open-license-store.ts';
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
      expect(await openLicenseStore(database).version()).toBe(0);
      await database.close();
    }
    await rm(options.dataDir, { recursive: true });
  });

  it('still has what was saved when it is opened again', async () => {
    const subscription = sampleSubscription({ endsAt: Number.MAX_SAFE_INTEGER });
    await addLicenses(openLicenseStore(current().database), { subscriptions: [subscription] });
    const again = await openDatabase(current().options);
    expect((await allLicenses(openLicenseStore(again))).subscriptions).toContainEqual(subscription);
    await again.close();
  });

  it('keeps nothing of a transaction that fails', async () => {
    const { database } = current();
    const row = { id: 'never', holder: 'x', holderKey: 'x', status: 'active' };
    const work = database.transact(async (transaction) => {
      await transaction.insertInto('subscriptions').values(row).execute();
      throw new TypeError('afterthought');
    });
    await expect(work).rejects.toThrow('afterthought');
    const { subscriptions } = await allLicenses(openLicenseStore(database));
    expect(subscriptions.map(({ id }) => id)).not.toContain('never');
  });

  it('takes whatever is asked inside of a transaction for a part of it', async () => {
    const { database } = current();
    const one = sampleSubscription();
    const two = sampleSubscription();
    const licenses = openLicenseStore(database);
    const idsInside: string[] = [];
    const work = database.transact(async () => {
      await addLicenses(licenses, { subscriptions: [one] });
      await database.transact(() => addLicenses(licenses, { subscriptions: [two] }));
      const { subscriptions } = await allLicenses(licenses);
      idsInside.push(...subscriptions.map(({ id }) => id));
      throw new TypeError('afterthought');
    });
    await expect(work).rejects.toThrow('afterthought');
    expect(idsInside).toEqual(expect.arrayContaining([one.id, two.id]));
    const { subscriptions } = await allLicenses(licenses);
    for (const { id } of [one, two]) expect(subscriptions.map((kept) => kept.id)).not.toContain(id);
  });

  it('keeps what is asked beside a transaction out of it', async () => {
    const { database } = current();
    const beside = sampleSubscription();
    let begun = () => {};
    const isBegun = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const failing = database.transact(async () => {
      begun();
      await setImmediate();
      throw new TypeError('afterthought');
    });
    const saved = isBegun.then(() => addLicenses(openLicenseStore(database), { subscriptions: [beside] }));
    await expect(failing).rejects.toThrow('afterthought');
    await saved;
    expect((await allLicenses(openLicenseStore(database))).subscriptions).toContainEqual(beside);
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
    await expect(openLicenseStore(database).version()).rejects.toMatchObject(unavailable);
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
