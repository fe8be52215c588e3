import { CompiledQuery, type KyselyPlugin, type RootOperationNode } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import type { LicenseFilter, SubscriptionFilter } from '../../src/punchout/license-store.ts';
import { createCartSnapshotStore } from '../../src/store/cart-snapshot-store.ts';
import type { Database } from '../../src/store/database.ts';
import { createLicenseHistory } from '../../src/store/license-history.ts';
import { createSessionStore } from '../../src/store/session-store.ts';
import { createShopCookieStore } from '../../src/store/shop-cookie-store.ts';
import { createSystemStore } from '../../src/store/system-store.ts';
import { onEveryDatabase } from './every-database.ts';
import { fillTables } from './fill-tables.ts';
import { openLicenseStore, sampleVault } from './open-license-store.ts';

onEveryDatabase('with thousands of rows in each table', (current) => {
  beforeAll(() => fillTables(current().database));

  it('a System is found by its login keys along indexes', async () => {
    const keys = Array.from({ length: 5 }, (_, index) => `user:unknown-${index}`);
    const sent = await queriesOf(current().database, (watched) =>
      createSystemStore(watched).byLoginKeys('oci', keys),
    );
    expect(sent).toHaveLength(1);
    await expectIndexes(current().database, sent);
  });

  it('a System is found by its name, its revision and its fingerprint along indexes', async () => {
    const sent = await queriesOf(current().database, async (watched) => {
      await createSystemStore(watched).byName('unknown');
      await createSystemStore(watched).byRevision('unknown', 1);
      await createSystemStore(watched).byFingerprint('v1:unknown');
    });
    expect(sent).toHaveLength(3);
    await expectIndexes(current().database, sent);
  });

  it('a session is found, entered and ended along indexes', async () => {
    const sent = await queriesOf(current().database, async (watched) => {
      const sessions = createSessionStore(watched);
      await sessions.byStartToken('start 7');
      await sessions.byBrowserKey('browser 7');
      await sessions.enter('session 7', {
        browserKeyHash: 'hash',
        contextToken: 'sealed',
        at: 1,
        notices: [],
      });
      await sessions.entryOf('session 7');
      await sessions.renew('session 7', {
        lost: 'sealed',
        contextToken: 'sealed again',
        renewedCookies: 'sealed',
        notices: [],
      });
      await sessions.end('session 7', { status: 'returned', at: 1, form: undefined, cart: undefined });
      await sessions.endOf('session 7');
    });
    expect(sent).toHaveLength(9);
    await expectIndexes(current().database, sent);
  });

  it('the last cart of a session is kept and found along indexes', async () => {
    const sent = await queriesOf(current().database, async (watched) => {
      const snapshots = createCartSnapshotStore(watched);
      await snapshots.keep('session 8', { at: 1, sealed: 'sealed' });
      await snapshots.of('session 8');
    });
    expect(sent).toHaveLength(3);
    await expectIndexes(current().database, sent);
  });

  it('the cookies of a shop are kept, found and dropped along indexes', async () => {
    const sent = await queriesOf(current().database, async (watched) => {
      const cookies = createShopCookieStore(watched);
      const kept = [{ name: 'session-', value: 'sealed', expiresAt: undefined }];
      await cookies.of('session 9', 1);
      await cookies.change('session 9', { kept, ended: ['basket'], at: 1, visitUntil: 1 });
      await cookies.dropOverdue(1);
    });
    expect(sent).toHaveLength(5);
    await expectIndexes(current().database, sent);
  });

  it('the newest sessions are listed in the order of an index', async () => {
    const sent = await queriesOf(current().database, (watched) =>
      createSessionStore(watched).list({ limit: 50 }),
    );
    expect(sent).toHaveLength(1);
    for (const query of sent) expect(await explain(current().database, query)).toContain('sessions_created');
  });

  it('a license question is answered by four queries along indexes', async () => {
    const question = {
      website: 'https://shop.example',
      systemId: 'system 7',
      fingerprint: 'v1:former 6',
      customerId: 'customer 8',
    };
    const sent = await queriesOf(current().database, async (watched) => {
      const records = await openLicenseStore(watched).recordsFor(question);
      expect(records.systemLicenses.map(({ id }) => id)).toEqual(['license 6', 'license 7']);
      expect(records.customerLicenses.map(({ id }) => id)).toEqual(['free 6', 'free 7', 'seat 8']);
      const subscriptionIds = ['subscription 6', 'subscription 7', 'subscription 8'];
      expect(records.subscriptions.map(({ id }) => id)).toEqual(subscriptionIds);
    });
    expect(sent).toHaveLength(4);
    await expectIndexes(current().database, sent);
  });

  it.each<Omit<LicenseFilter, 'limit'>>([
    { subscriptionId: 'subscription 7' },
    { website: 'https://shop-7.example' },
    { fingerprint: 'v1:7' },
    { systemId: 'system 7' },
    { customerId: 'customer 7' },
    { keyHint: 'hint 7' },
    { keyHint: 'hint 7', after: 'a' },
    { subscriptionId: 'subscription 7', website: 'https://shop-7.example', systemId: 'system 7' },
  ])('licenses are found by %j along indexes', async (filter) => {
    const sent = await queriesOf(current().database, async (watched) => {
      const found = await openLicenseStore(watched).find({ ...filter, limit: 50 });
      expect([...found.systemLicenses, ...found.customerLicenses].length).toBeGreaterThan(0);
    });
    await expectIndexes(current().database, sent);
  });

  it.each<Omit<SubscriptionFilter, 'limit'>>([
    { holder: 'Holder 77' },
    { reference: 'order 7' },
    { status: 'cancelled' },
    { endingBefore: 10 },
    { holder: 'Holder 7', status: 'active', endingBefore: 10 },
  ])('subscriptions are found by %j along indexes', async (filter) => {
    const sent = await queriesOf(current().database, async (watched) => {
      const found = await openLicenseStore(watched).findSubscriptions({ ...filter, limit: 50 });
      expect(found.length).toBeGreaterThan(0);
    });
    expect(sent).toHaveLength(1);
    await expectIndexes(current().database, sent);
  });

  it('everything of one subscription is read, and counted, along indexes', async () => {
    const sent = await queriesOf(current().database, async (watched) => {
      const licenses = openLicenseStore(watched);
      expect((await licenses.recordsOf('subscription 7')).customerLicenses).toHaveLength(2);
      expect(await licenses.usage('subscription 7')).toMatchObject({ systemLicenses: 1, assigned: 1 });
    });
    expect(sent).toHaveLength(6);
    await expectIndexes(current().database, sent);
  });

  it('a license is found by its key, the version and the history of a license along indexes', async () => {
    const sent = await queriesOf(current().database, async (watched) => {
      const licenses = openLicenseStore(watched);
      expect(await licenses.byKeyHash('hash 7')).toMatchObject({ license: { id: 'license 7' } });
      expect(await licenses.byKeyHash('free hash 7')).toMatchObject({ license: { id: 'free 7' } });
      const history = createLicenseHistory(watched, sampleVault);
      expect(await history.list({ subjectId: 'license 7', limit: 50 })).toHaveLength(1);
    });
    await expectIndexes(current().database, sent);
  });

  it('a change finds what is bound, who holds a seat and which is free along indexes', async () => {
    const sent = await queriesOf(current().database, (watched) =>
      openLicenseStore(watched).change('test', async (change) => {
        const [bound] = await change.boundTo('v1:7');
        const [even] = await change.boundTo('v1:8');
        if (!bound || !even) throw new Error('both are bound');
        expect(await change.boundTo('v1:7', 'subscription 7')).toEqual([bound]);
        expect(await change.seatOf('license 7', 'customer 7')).toMatchObject({ id: 'seat 7' });
        expect(await change.freeSeat(bound)).toMatchObject({ id: 'free 7' });
        expect(await change.freeSeat(even)).toMatchObject({ id: 'free 8' });
        expect(await change.subscriptionByReference('order 7')).toMatchObject({ id: 'subscription 7' });
        await change.saveSystemLicense('bound', bound);
      }),
    );
    // The table of the head has one row, which it would be foolish to look up.
    await expectIndexes(
      current().database,
      sent.filter((query) => !query.sql.includes('license_history_head')),
    );
  });
});

async function expectIndexes(database: Database, queries: CompiledQuery[]): Promise<void> {
  for (const query of queries) {
    expect(await explain(database, query), query.sql).not.toMatch(/\bSCAN\b|Seq Scan/);
  }
}

async function explain(database: Database, query: CompiledQuery): Promise<string> {
  const words = database.kind === 'sqlite' ? 'explain query plan' : 'explain';
  const plan = CompiledQuery.raw(`${words} ${query.sql}`, [...query.parameters]);
  return JSON.stringify((await database.run((kysely) => kysely.executeQuery(plan))).rows);
}

/** A subquery is transformed by itself as well; only what gets a result was sent. */
async function queriesOf(
  database: Database,
  work: (watched: Database) => Promise<unknown>,
): Promise<CompiledQuery[]> {
  const compiled = new Map<unknown, CompiledQuery>();
  const sent: CompiledQuery[] = [];
  const watch =
    (ask: Parameters<Database['run']>[0]): Parameters<Database['run']>[0] =>
    (kysely) => {
      const record: KyselyPlugin = {
        transformQuery: ({ node, queryId }) => {
          compiled.set(queryId, kysely.getExecutor().compileQuery<RootOperationNode>(node, queryId));
          return node;
        },
        transformResult: async ({ result, queryId }) => {
          sent.push(...[compiled.get(queryId)].filter((query) => query !== undefined));
          return result;
        },
      };
      return ask(kysely.withPlugin(record));
    };
  const run = (ask: Parameters<Database['run']>[0]) => database.run(watch(ask));
  const transact = (ask: Parameters<Database['run']>[0]) => database.transact(watch(ask));
  await work({ ...database, run, transact } as Database);
  return sent;
}
