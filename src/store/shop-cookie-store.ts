import type { Kysely } from 'kysely';
import type { CookieChange, ShopCookieStore } from '../punchout/shop-cookies.ts';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

/** As many as RFC 6265 asks a browser to keep of one host. */
const mostCookies = 50;

export function createShopCookieStore(database: Database): ShopCookieStore {
  return {
    of: (sessionId, now) => database.run((sql) => inForce(sql, sessionId, now)),
    change: (sessionId, change) => database.run((sql) => applyChange(sql, sessionId, change)),
    dropOverdue: async (now) => {
      await database.run((sql) => sql.deleteFrom('shopCookies').where('visitUntil', '<=', now).execute());
    },
  };
}

function inForce(sql: Kysely<Tables>, sessionId: string, now: number) {
  return sql
    .selectFrom('shopCookies')
    .select(['name', 'value'])
    .where('sessionId', '=', sessionId)
    .where((is) => is.or([is('expiresAt', 'is', null), is('expiresAt', '>', now)]))
    .orderBy('name')
    .execute();
}

async function applyChange(sql: Kysely<Tables>, sessionId: string, change: CookieChange): Promise<void> {
  const { kept, ended } = change;
  if (ended.length > 0) await drop(sql, sessionId, ended);
  if (kept.length === 0) return;
  await keep(sql, sessionId, change);
  await dropOldest(sql, sessionId);
}

/** In the same order in every process: two that write the same rows must not wait for each other. */
async function keep(
  sql: Kysely<Tables>,
  sessionId: string,
  { kept, at, visitUntil }: CookieChange,
): Promise<void> {
  const rows = new Map(
    kept.map(({ expiresAt = visitUntil, ...cookie }) => [
      cookie.name,
      // Shops may name an end that no column holds.
      {
        ...cookie,
        sessionId,
        expiresAt: expiresAt < visitUntil ? expiresAt : null,
        changedAt: at,
        visitUntil,
      },
    ]),
  );
  await sql
    .insertInto('shopCookies')
    .values([...rows.values()].sort((left, right) => (left.name < right.name ? -1 : 1)))
    .onConflict((conflict) =>
      conflict.columns(['sessionId', 'name']).doUpdateSet((is) => ({
        value: is.ref('excluded.value'),
        expiresAt: is.ref('excluded.expiresAt'),
        changedAt: is.ref('excluded.changedAt'),
      })),
    )
    .execute();
}

async function dropOldest(sql: Kysely<Tables>, sessionId: string): Promise<void> {
  const rows = await sql
    .selectFrom('shopCookies')
    .select('name')
    .where('sessionId', '=', sessionId)
    .orderBy('changedAt', 'desc')
    .orderBy('name')
    .execute();
  const tooMany = rows.slice(mostCookies).map(({ name }) => name);
  if (tooMany.length > 0) await drop(sql, sessionId, tooMany);
}

async function drop(sql: Kysely<Tables>, sessionId: string, names: readonly string[]): Promise<void> {
  await sql.deleteFrom('shopCookies').where('sessionId', '=', sessionId).where('name', 'in', names).execute();
}
