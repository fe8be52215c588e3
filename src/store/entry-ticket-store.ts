import type { Kysely } from 'kysely';
import type { EntryTicket, EntryTicketStore } from '../punchout/entry-ticket.ts';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

const day = 86_400_000;
const columns = ['sessionId', 'browserKeyHash', 'attempt', 'expiresAt'] as const;

/** To use a ticket is a single conditional update: however many show it, SQL lets one through. */
export function createEntryTicketStore(database: Database): EntryTicketStore {
  return {
    keep: (hash, ticket) => database.run((sql) => keep(sql, hash, ticket)),
    use: (hash, at) => database.run((sql) => use(sql, hash, at)),
    newestOf: (browserKeyHash) =>
      database.run((sql) =>
        sql
          .selectFrom('entryTickets')
          .select(columns)
          .where('browserKeyHash', '=', browserKeyHash)
          .orderBy('expiresAt', 'desc')
          .orderBy('attempt', 'desc')
          .limit(1)
          .executeTakeFirst(),
      ),
  };
}

/** What is a day old opens nothing and is dropped. */
async function keep(sql: Kysely<Tables>, hash: string, ticket: EntryTicket): Promise<void> {
  await sql
    .deleteFrom('entryTickets')
    .where('expiresAt', '<', ticket.expiresAt - day)
    .execute();
  await sql
    .insertInto('entryTickets')
    .values({ hash, ...ticket, usedAt: null })
    .execute();
}

async function use(sql: Kysely<Tables>, hash: string, at: number): Promise<EntryTicket | undefined> {
  const { numUpdatedRows } = await sql
    .updateTable('entryTickets')
    .set({ usedAt: at })
    .where('hash', '=', hash)
    .where('usedAt', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) return undefined;
  return await sql.selectFrom('entryTickets').select(columns).where('hash', '=', hash).executeTakeFirst();
}
