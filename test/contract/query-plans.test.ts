import { CompiledQuery, type KyselyPlugin, type RootOperationNode } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { createLicenseStore } from '../../src/store/license-store.ts';
import { createSessionStore } from '../../src/store/session-store.ts';
import { createSystemStore } from '../../src/store/system-store.ts';
import { onEveryDatabase } from './every-database.ts';
import { fillTables } from './fill-tables.ts';

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

  it('a System is found by its name and by its revision along indexes', async () => {
    const sent = await queriesOf(current().database, async (watched) => {
      await createSystemStore(watched).byName('unknown');
      await createSystemStore(watched).byRevision('unknown', 1);
    });
    expect(sent).toHaveLength(2);
    await expectIndexes(current().database, sent);
  });

  it('a session is found, entered and ended along indexes', async () => {
    const sent = await queriesOf(current().database, async (watched) => {
      const sessions = createSessionStore(watched);
      await sessions.byStartToken('start 7');
      await sessions.byBrowserKey('browser 7');
      await sessions.enter('session 7', { browserKeyHash: 'hash', contextToken: 'sealed', at: 1 });
      await sessions.entryOf('session 7');
      await sessions.end('session 7', { status: 'returned', at: 1, form: undefined, cart: undefined });
      await sessions.endOf('session 7');
    });
    expect(sent).toHaveLength(6);
    await expectIndexes(current().database, sent);
  });

  it('the newest sessions are listed in the order of an index', async () => {
    const sent = await queriesOf(current().database, (watched) =>
      createSessionStore(watched).list({ limit: 50 }),
    );
    expect(sent).toHaveLength(1);
    for (const query of sent) expect(await explain(current().database, query)).toContain('sessions_created');
  });

  it('a license question is answered by three queries along indexes', async () => {
    const question = {
      website: 'https://shop.example',
      systemId: 'system 7',
      fingerprint: 'v1:7',
      customerId: 'customer 8',
    };
    const sent = await queriesOf(current().database, async (watched) => {
      const records = await createLicenseStore(watched).recordsFor(question);
      expect(records).toMatchObject({ systemLicenses: [{ id: 'license 7' }] });
      expect(records.customerLicenses.map(({ id }) => id)).toEqual(['seat 7', 'seat 8']);
      expect(records.subscriptions.map(({ id }) => id)).toEqual(['subscription 7', 'subscription 8']);
    });
    expect(sent).toHaveLength(3);
    await expectIndexes(current().database, sent);
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
  const run: Database['run'] = (ask) =>
    database.run((kysely) => {
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
    });
  await work({ ...database, run });
  return sent;
}
