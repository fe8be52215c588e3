import { rm } from 'node:fs/promises';
import { type Kysely, sql } from 'kysely';
import { expect, it } from 'vitest';
import type { HistoryHead } from '../../src/punchout/license-history.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { createLicenseHistory } from '../../src/store/license-history.ts';
import type { Tables } from '../../src/store/tables.ts';
import { createVault } from '../../src/store/vault.ts';
import { addLicenses } from '../support/license-records.ts';
import { emptyDatabase, onEveryDatabase } from './every-database.ts';
import { openLicenseStore, sampleVault } from './open-license-store.ts';
import { sampleSubscription } from './samples.ts';

const entries = 12;

onEveryDatabase('the history of licenses', (current) => {
  /** A history of twelve entries, in a database of its own. */
  async function withHistory(work: (database: Database) => Promise<void>): Promise<void> {
    const options = await emptyDatabase(current().kind);
    const database = await openDatabase(options);
    const subscriptions = Array.from({ length: entries }, () => sampleSubscription());
    await addLicenses(openLicenseStore(database), { subscriptions });
    await work(database).finally(() => database.close());
    await rm(options.dataDir, { recursive: true });
  }

  const verify = (database: Database, noted?: HistoryHead) =>
    createLicenseHistory(database, sampleVault).verify(noted);

  /** As somebody does who owns the database and knows its triggers. */
  async function tamper(database: Database, work: (kysely: Kysely<Tables>) => Promise<unknown>) {
    await database.run(async (kysely) => {
      if (database.kind === 'postgres')
        await sql`drop trigger license_history_kept on license_history`.execute(kysely);
      else
        for (const verb of ['update', 'delete'])
          await sql`drop trigger ${sql.id(`license_history_no_${verb}`)}`.execute(kysely);
      await work(kysely);
    });
  }

  const deleteFrom = (sequence: number) => (kysely: Kysely<Tables>) =>
    kysely.deleteFrom('licenseHistory').where('sequence', '>=', sequence).execute();

  it('is found whole where nobody has touched it, and an empty one too', async () => {
    await withHistory(async (database) => {
      const { head, faults } = await verify(database);
      expect(head.sequence).toBe(entries);
      expect(faults).toEqual([]);
      expect(await verify(database, head)).toEqual({ head, faults: [] });
    });
    const options = await emptyDatabase(current().kind);
    const empty = await openDatabase(options);
    expect(await verify(empty)).toEqual({ head: { sequence: 0, hash: '' }, faults: [] });
    await empty.close();
    await rm(options.dataDir, { recursive: true });
  });

  it('is never rewritten by mistake: the database refuses to change or delete an entry', async () => {
    await withHistory(async (database) => {
      const refused = /the history of licenses is never rewritten/;
      const update = database.run((kysely) =>
        kysely.updateTable('licenseHistory').set({ actor: 'x' }).where('sequence', '=', 1).execute(),
      );
      await expect(update).rejects.toThrow(refused);
      const remove = database.run((kysely) =>
        kysely.deleteFrom('licenseHistory').where('sequence', '=', entries).execute(),
      );
      await expect(remove).rejects.toThrow(refused);
      expect((await verify(database)).faults).toEqual([]);
    });
  });

  it.each(['at', 'actor', 'action', 'subjectId', 'before', 'after'] as const)(
    'shows that the %s of an entry was changed',
    async (column) => {
      await withHistory(async (database) => {
        await tamper(database, (kysely) =>
          kysely
            .updateTable('licenseHistory')
            .set({ [column]: column === 'at' ? 1 : 'forged' })
            .where('sequence', '=', 5)
            .execute(),
        );
        expect((await verify(database)).faults[0]).toMatchObject({ sequence: 5 });
      });
    },
  );

  it('shows that an entry is missing', async () => {
    await withHistory(async (database) => {
      await tamper(database, (kysely) =>
        kysely.deleteFrom('licenseHistory').where('sequence', '=', 5).execute(),
      );
      expect((await verify(database)).faults[0]).toEqual({ sequence: 5, problem: 'missing up to 5' });
    });
  });

  it('shows that two entries have changed places', async () => {
    await withHistory(async (database) => {
      const move = (kysely: Kysely<Tables>, from: number, to: number) =>
        kysely.updateTable('licenseHistory').set({ sequence: to }).where('sequence', '=', from).execute();
      await tamper(database, async (kysely) => {
        await move(kysely, 5, 1_000);
        await move(kysely, 6, 5);
        await move(kysely, 1_000, 6);
      });
      expect((await verify(database)).faults[0]).toMatchObject({ sequence: 5 });
    });
  });

  it('shows that its end is cut off', async () => {
    await withHistory(async (database) => {
      await tamper(database, deleteFrom(10));
      expect((await verify(database)).faults).toMatchObject([{ sequence: 10 }]);
    });
  });

  it('shows an end that is cut off and covered up, where its head was noted elsewhere', async () => {
    await withHistory(async (database) => {
      const { head: noted } = await verify(database);
      const last = await database.run((kysely) =>
        kysely.selectFrom('licenseHistory').selectAll().where('sequence', '=', 9).executeTakeFirstOrThrow(),
      );
      const { sequence, hash } = last;
      await tamper(database, async (kysely) => {
        await deleteFrom(10)(kysely);
        await kysely.updateTable('licenseHistoryHead').set({ sequence, hash }).execute();
      });
      expect((await verify(database)).faults).toEqual([]);
      expect((await verify(database, noted)).faults).toMatchObject([{ sequence: 10 }]);
      const subscriptions = Array.from({ length: 5 }, () => sampleSubscription());
      await addLicenses(openLicenseStore(database), { subscriptions });
      expect((await verify(database)).faults).toEqual([]);
      expect((await verify(database, noted)).faults).toMatchObject([{ sequence: entries }]);
    });
  });

  it('shows an entry of an end that was cut off, put in the place of the one that came after it', async () => {
    await withHistory(async (database) => {
      const read = (sequence: number) =>
        database.run((kysely) =>
          kysely
            .selectFrom('licenseHistory')
            .selectAll()
            .where('sequence', '=', sequence)
            .executeTakeFirstOrThrow(),
        );
      const old = await read(11);
      const { sequence, hash } = await read(9);
      await tamper(database, async (kysely) => {
        await deleteFrom(10)(kysely);
        await kysely.updateTable('licenseHistoryHead').set({ sequence, hash }).execute();
      });
      const subscriptions = Array.from({ length: 3 }, () => sampleSubscription());
      await addLicenses(openLicenseStore(database), { subscriptions });
      expect((await verify(database)).faults).toEqual([]);
      await database.run(async (kysely) => {
        await kysely.updateTable('licenseHistory').set(old).where('sequence', '=', 11).execute();
      });
      expect((await verify(database)).faults[0]).toMatchObject({ sequence: 11 });
    });
  });

  it('cannot be forged without the key of the gateway', async () => {
    await withHistory(async (database) => {
      const stranger = createVault(Buffer.alloc(32, 4));
      const { faults } = await createLicenseHistory(database, stranger).verify();
      expect(faults).toHaveLength(entries);
    });
  });

  it('is listed newest first, page by page', async () => {
    await withHistory(async (database) => {
      const history = createLicenseHistory(database, sampleVault);
      const sequences = async (filter: Parameters<typeof history.list>[0]) =>
        (await history.list(filter)).map(({ sequence }) => sequence);
      expect(await sequences({ limit: 3 })).toEqual([12, 11, 10]);
      expect(await sequences({ limit: 3, before: 3 })).toEqual([2, 1]);
      const [newest] = await history.list({ limit: 1 });
      expect(await sequences({ subjectId: newest?.subject.id, limit: 3 })).toEqual([12]);
    });
  });
});
