import { type Kysely, sql as text } from 'kysely';
import type { LicenseSurvey } from '../punchout/license-survey.ts';
import type { Database } from './database.ts';
import { readSubscription } from './license-rows.ts';
import type { Tables } from './tables.ts';

export function createLicenseSurvey(database: Database): LicenseSurvey {
  return {
    ending: async ({ from, until, limit }) => {
      const rows = await database.run((sql) =>
        sql
          .selectFrom('subscriptions')
          .selectAll()
          .where('endsAt', '>', from)
          .where('endsAt', '<=', until)
          .orderBy('endsAt')
          .limit(limit)
          .execute(),
      );
      return rows.map(readSubscription);
    },
    overdue: async (at, limit) => {
      const rows = await database.run((sql) =>
        sql
          .selectFrom('subscriptions')
          .selectAll()
          .where('status', '=', 'active')
          .where('paidUntil', '<=', at)
          .orderBy('paidUntil')
          .limit(limit)
          .execute(),
      );
      return rows.map(readSubscription);
    },
    withoutFreeSeat: (at, limit) => database.run((sql) => withoutFreeSeat(sql, at, limit)),
  };
}

async function withoutFreeSeat(sql: Kysely<Tables>, at: number, limit: number) {
  const rows = await sql
    .selectFrom('subscriptions')
    .selectAll()
    .where((is) => is.or([is('status', '=', 'active'), is('endsAt', '>', at)]))
    .where(firstSeat(sql, 'any'), 'is not', null)
    .where(firstSeat(sql, 'free'), 'is', null)
    .orderBy('id')
    .limit(limit)
    .execute();
  const seats = await countSeats(
    sql,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({ subscription: readSubscription(row), seats: seats.get(row.id) ?? 0 }));
}

/** Limited to one, so that it is looked up along an index for each subscription: no join over all seats takes its place. */
function firstSeat(sql: Kysely<Tables>, which: 'any' | 'free') {
  const first = sql
    .selectFrom('customerLicenses')
    .select('customerLicenses.id')
    .whereRef('customerLicenses.subscriptionId', '=', text.ref('subscriptions.id'))
    .where('customerLicenses.status', '=', 'active')
    .limit(1);
  return which === 'any' ? first : first.where('customerLicenses.customerId', 'is', null);
}

async function countSeats(sql: Kysely<Tables>, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await sql
    .selectFrom('customerLicenses')
    .select(({ fn }) => ['subscriptionId', fn.countAll().as('seats')])
    .where('subscriptionId', 'in', ids)
    .where('status', '=', 'active')
    .groupBy('subscriptionId')
    .execute();
  return new Map(rows.map(({ subscriptionId, seats }) => [subscriptionId, Number(seats)]));
}
