import { CompiledQuery, type Kysely, type RootOperationNode, sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { createLicenseSurvey } from '../../src/store/license-survey.ts';
import type { Tables } from '../../src/store/tables.ts';
import { onEveryDatabase } from './every-database.ts';
import { noon } from './samples.ts';

const day = 24 * 60 * 60_000;
const numbers = (most: number) =>
  sql`with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${sql.lit(most)})`;

/**
 * A vendor with 2,000 subscriptions: most run, paid for another year; some ended long ago, all of them with a paid period
 * that is over. Each has 20 customer licenses; of every hundredth one none is free.
 */
onEveryDatabase('with 2,000 subscriptions and 40,000 customer licenses, the survey', (current) => {
  const survey = () => createLicenseSurvey(current().database);

  beforeAll(async () => {
    const { run } = current().database;
    await run((kysely) =>
      sql`insert into subscriptions (id, holder, holder_key, status, paid_until, ends_at)
        ${numbers(2_000)} select 'subscription ' || n, 'Holder ' || n, 'holder ' || n,
          case when n % 4 = 0 then 'ended' else 'active' end,
          case when n % 4 = 0 then ${sql.lit(noon - 400 * day)} else ${sql.lit(noon + 365 * day)} end,
          case when n % 4 = 0 then ${sql.lit(noon - 400 * day)} else null end from numbers`.execute(kysely),
    );
    await run((kysely) =>
      sql`insert into customer_licenses (id, key_hash, key_hint, subscription_id, status, included, customer_id)
        ${numbers(40_000)} select 'seat ' || n, 'hash ' || n, 'hint', 'subscription ' || (1 + n % 2000), 'active', 0,
          case when n % 2000 % 100 = 0 or n > 2000 then 'customer ' || n else null end from numbers`.execute(
        kysely,
      ),
    );
    const changes = [
      ['subscription 1', 'cancelled', noon + 30 * day],
      ['subscription 2', 'cancelled', noon + 30 * day + 1],
      ['subscription 3', 'cancelled', noon + day],
      ['subscription 5', 'ended', noon],
      ['subscription 6', 'cancelled', noon - day],
      ['subscription 7', 'ended', noon - 30 * day],
    ] as const;
    for (const [id, status, endsAt] of changes)
      await run((kysely) =>
        kysely.updateTable('subscriptions').set({ status, endsAt }).where('id', '=', id).execute(),
      );
    for (const [id, paidUntil] of [
      ['subscription 9', noon],
      ['subscription 10', noon - day],
      ['subscription 11', noon + 1],
    ] as const)
      await run((kysely) =>
        kysely.updateTable('subscriptions').set({ paidUntil }).where('id', '=', id).execute(),
      );
    await run((kysely) => sql`analyze`.execute(kysely));
  });

  it('finds what ends within a period, the next one first', async () => {
    const ids = async (from: number, until: number, limit = 10) =>
      (await survey().ending({ from, until, limit })).map(({ id }) => id);
    expect(await ids(noon, noon + 30 * day)).toEqual(['subscription 3', 'subscription 1']);
    expect(await ids(noon, noon + 30 * day, 1)).toEqual(['subscription 3']);
    expect(await ids(noon - 30 * day, noon)).toEqual(['subscription 6', 'subscription 5']);
  });

  it('finds active ones whose paid period is over', async () => {
    const found = await survey().overdue(noon, 10);
    expect(found.map(({ id }) => id)).toEqual(['subscription 10', 'subscription 9']);
  });

  it('finds running ones in which every customer license is assigned, and counts those', async () => {
    const found = await survey().withoutFreeSeat(noon, 100);
    const ids = found.map(({ subscription }) => subscription.id);
    const expected = Array.from({ length: 20 }, (_, index) => `subscription ${1 + index * 100}`);
    expect(ids).toEqual(expected.toSorted());
    expect(new Set(found.map(({ seats }) => seats))).toEqual(new Set([20]));
    expect(await survey().withoutFreeSeat(noon, 3)).toHaveLength(3);
  });

  it('takes a free license that was revoked for none, and no ended subscription for a full one', async () => {
    const { run } = current().database;
    await run((kysely) =>
      kysely
        .updateTable('customerLicenses')
        .set({ status: 'revoked' })
        .where('subscriptionId', 'in', ['subscription 13', 'subscription 16'])
        .where('customerId', 'is', null)
        .execute(),
    );
    const found = await survey().withoutFreeSeat(noon, 100);
    const ids = found.map(({ subscription }) => subscription.id);
    expect(ids).toContain('subscription 13');
    expect(ids).not.toContain('subscription 16');
    expect(found.find(({ subscription }) => subscription.id === 'subscription 13')?.seats).toBe(19);
  });

  it('reads no subscription but those it finds', async () => {
    const plans = await plansOf(current().database, async (watched) => {
      await createLicenseSurvey(watched).ending({ from: noon, until: noon + 30 * day, limit: 100 });
      await createLicenseSurvey(watched).overdue(noon, 100);
    });
    expect(plans).toHaveLength(2);
    expect(plans.filter((plan) => /\bSCAN\b|Seq Scan/.test(plan))).toEqual([]);
  });

  it('looks up the customer licenses of each subscription along an index', async () => {
    const plans = await plansOf(current().database, (watched) =>
      createLicenseSurvey(watched).withoutFreeSeat(noon, 10),
    );
    expect(plans).toHaveLength(2);
    expect(plans.filter((plan) => /SCAN customer_licenses|Seq Scan on customer_licenses/.test(plan))).toEqual(
      [],
    );
    expect(plans[0]).toContain('customer_licenses_free');
  });
});

/** How the database goes about what `work` asks. */
async function plansOf(database: Database, work: (watched: Database) => Promise<unknown>): Promise<string[]> {
  const asked: CompiledQuery[] = [];
  const run: Database['run'] = (ask) => database.run((kysely) => ask(recording(kysely, asked)));
  await work({ ...database, run });
  const plans = [];
  for (const { sql: text, parameters } of asked) {
    const words = database.kind === 'sqlite' ? 'explain query plan' : 'explain';
    const plan = CompiledQuery.raw(`${words} ${text}`, [...parameters]);
    plans.push(JSON.stringify((await database.run((kysely) => kysely.executeQuery(plan))).rows));
  }
  return plans;
}

/** Subqueries are transformed too, but only what is sent gets a result. */
function recording(kysely: Kysely<Tables>, asked: CompiledQuery[]): Kysely<Tables> {
  const compiled = new Map<unknown, CompiledQuery>();
  return kysely.withPlugin({
    transformQuery({ node, queryId }) {
      compiled.set(queryId, kysely.getExecutor().compileQuery<RootOperationNode>(node, queryId));
      return node;
    },
    async transformResult({ result, queryId }) {
      const query = compiled.get(queryId);
      if (query) asked.push(query);
      return result;
    },
  });
}
