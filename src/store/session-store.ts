import type { Kysely } from 'kysely';
import type {
  SessionArrival,
  SessionEnd,
  SessionEntry,
  SessionRenewal,
  SessionStore,
} from '../punchout/ports.ts';
import type { PunchOutSession } from '../punchout/session.ts';
import { AlreadyTaken } from './already-taken.ts';
import { compiledQuery } from './compiled-query.ts';
import type { Database } from './database.ts';
import { readMappedCart } from './mapped-cart-row.ts';
import { readForm, readSession, sessionColumns, sessionRow } from './session-row.ts';
import type { Tables } from './tables.ts';

type Secret = 'id' | 'startTokenHash' | 'browserKeyHash' | 'contextTokenHash';

/** Of a query that finds one row at most. */
type RowOf<Select extends (...parameters: never[]) => { executeTakeFirst(): unknown }> = Awaited<
  ReturnType<ReturnType<Select>['executeTakeFirst']>
>;

/** To enter and to end are single conditional updates: however many ask, SQL lets one through. */
export function createSessionStore(database: Database): SessionStore {
  const entryRow = compiledQuery(database, selectEntry);
  const endRow = compiledQuery(database, selectEnd);
  return {
    create: async (session, startTokenHash) => {
      const row = sessionRow(session, startTokenHash);
      await database.run((sql) => sql.insertInto('sessions').values(row).execute());
    },
    byId: (id) => findSession(database, 'id', id),
    byStartToken: (hash) => findSession(database, 'startTokenHash', hash),
    byBrowserKey: (hash) => findSession(database, 'browserKeyHash', hash),
    byContextToken: (hash) => findSession(database, 'contextTokenHash', hash),
    enter: (id, arrival) => firstTaker(() => database.run((sql) => enter(sql, id, arrival))),
    entryOf: async (id) => readEntry(await entryRow(id)),
    renew: (id, renewal) => database.run((sql) => renew(sql, id, renewal)),
    end: (id, sessionEnd) => database.run((sql) => end(sql, id, sessionEnd)),
    endOf: async (id) => readEnd(await endRow(id)),
    cartOf: async (id) => {
      const row = await database.run((sql) =>
        sql.selectFrom('sessions').select('cart').where('id', '=', id).executeTakeFirst(),
      );
      return row?.cart ? readMappedCart(row.cart) : undefined;
    },
    lastCart: async (cart) => {
      const row = await database.run((sql) => lastCart(sql, cart));
      return row?.cart ? readMappedCart(row.cart) : undefined;
    },
    list: async ({ limit }) => (await database.run((sql) => listRows(sql, limit))).map(readSession),
  };
}

async function findSession(
  database: Database,
  by: Secret,
  hash: string,
): Promise<PunchOutSession | undefined> {
  const row = await database.run((sql) =>
    sql.selectFrom('sessions').select(sessionColumns).where(by, '=', hash).executeTakeFirst(),
  );
  return row && readSession(row);
}

/** Who brings the context token of another visit is refused as a second browser is. */
async function firstTaker(write: () => Promise<boolean>): Promise<boolean> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof AlreadyTaken && error.what.includes('context_token')) return false;
    throw error;
  }
}

async function enter(
  sql: Kysely<Tables>,
  id: string,
  { at, notices, contextTokenHash, ...entry }: SessionArrival,
): Promise<boolean> {
  if (contextTokenHash !== undefined) await giveUpContextToken(sql, contextTokenHash, at);
  const { numUpdatedRows } = await sql
    .updateTable('sessions')
    .set({
      ...entry,
      contextTokenHash: contextTokenHash ?? null,
      enteredAt: at,
      notices: JSON.stringify(notices),
    })
    .where('id', '=', id)
    .where('status', '=', 'open')
    .where('enteredAt', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** A browser brings the token of its last visit again when the shop has logged that visit's customer out. */
async function giveUpContextToken(sql: Kysely<Tables>, contextTokenHash: string, at: number): Promise<void> {
  await sql
    .updateTable('sessions')
    .set({ contextTokenHash: null })
    .where('contextTokenHash', '=', contextTokenHash)
    .where((row) => row.or([row('status', '!=', 'open'), row('expiresAt', '<=', at)]))
    .execute();
}

function selectEntry(sql: Kysely<Tables>, id: string) {
  const columns = ['browserKeyHash', 'contextToken', 'renewedCookies'] as const;
  return sql.selectFrom('sessions').select(columns).where('id', '=', id);
}

function readEntry(row: RowOf<typeof selectEntry>): SessionEntry | undefined {
  const { browserKeyHash, contextToken, renewedCookies } = row ?? {};
  if (!browserKeyHash || !contextToken) return undefined;
  return { browserKeyHash, contextToken, renewedCookies: renewedCookies ?? undefined };
}

async function renew(
  sql: Kysely<Tables>,
  id: string,
  { lost, notices, ...renewed }: SessionRenewal,
): Promise<boolean> {
  const { numUpdatedRows } = await sql
    .updateTable('sessions')
    .set({ ...renewed, notices: JSON.stringify(notices) })
    .where('id', '=', id)
    .where('status', '=', 'open')
    .where('contextToken', '=', lost)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

async function end(
  sql: Kysely<Tables>,
  id: string,
  { status, at, form, cart, cartAsOf }: SessionEnd,
): Promise<boolean> {
  const { numUpdatedRows } = await sql
    .updateTable('sessions')
    .set({
      status,
      closedAt: at,
      returnForm: textOf(form),
      cart: textOf(cart),
      cartAsOf: cartAsOf ?? null,
    })
    .where('id', '=', id)
    .where('status', '=', 'open')
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await sql.deleteFrom('cartSnapshots').where('sessionId', '=', id).execute();
  await sql.deleteFrom('shopCookies').where('sessionId', '=', id).execute();
  return true;
}

function selectEnd(sql: Kysely<Tables>, id: string) {
  return sql.selectFrom('sessions').select(['status', 'closedAt', 'returnForm']).where('id', '=', id);
}

function readEnd(row: RowOf<typeof selectEnd>): Awaited<ReturnType<SessionStore['endOf']>> {
  const { status, closedAt, returnForm } = row ?? {};
  if ((status !== 'returned' && status !== 'cancelled') || !closedAt) return undefined;
  return { status, at: closedAt, form: returnForm ? readForm(returnForm) : undefined };
}

function lastCart(
  sql: Kysely<Tables>,
  { systemId, customerId, cartId }: Parameters<SessionStore['lastCart']>[0],
) {
  return sql
    .selectFrom('sessions')
    .select('cart')
    .where('cartId', '=', cartId)
    .where('systemId', '=', systemId)
    .where('customerId', '=', customerId)
    .where('status', '=', 'returned')
    .where('cart', 'is not', null)
    .orderBy('closedAt', 'desc')
    .limit(1)
    .executeTakeFirst();
}

function listRows(sql: Kysely<Tables>, limit: number) {
  const newestFirst = sql
    .selectFrom('sessions')
    .select(sessionColumns)
    .orderBy('createdAt', 'desc')
    .orderBy('id');
  return newestFirst.limit(limit).execute();
}

function textOf(value: object | undefined): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
