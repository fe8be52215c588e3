import type { MadeCustomerStore } from '../punchout/made-customer.ts';
import type { SystemCustomer } from '../punchout/system.ts';
import { AlreadyTaken } from './already-taken.ts';
import type { Database } from './database.ts';
import type { MadeCustomersTable } from './made-customer-tables.ts';

type Place = Parameters<MadeCustomerStore['reserve']>[1];

export function createMadeCustomerStore(database: Database): MadeCustomerStore {
  return {
    async byEmail(systemId, email) {
      const row = await rowOf(database, systemId, email);
      return row && { customer: customerOf(row), made: row.made === 1 };
    },
    reserve: (systemId, place) => reserve(database, systemId, place),
    async confirm(systemId, customerId) {
      await database.run((sql) =>
        sql
          .updateTable('madeCustomers')
          .set({ made: 1 })
          .where('systemId', '=', systemId)
          .where('customerId', '=', customerId)
          .execute(),
      );
    },
  };
}

/** Undefined where none was made for the System under that id. */
export async function madeCustomer(
  database: Database,
  systemId: string,
  customerId: string,
): Promise<SystemCustomer | undefined> {
  const row = await database.run((sql) =>
    sql
      .selectFrom('madeCustomers')
      .selectAll()
      .where('systemId', '=', systemId)
      .where('customerId', '=', customerId)
      .executeTakeFirst(),
  );
  return row && customerOf(row);
}

/** What a caller presents may hold a NUL; PostgreSQL has no text with one and refuses the question. */
async function rowOf(database: Database, systemId: string, email: string) {
  const emailKey = email.toLowerCase();
  if (emailKey.includes('\0')) return undefined;
  return await database.run((sql) =>
    sql
      .selectFrom('madeCustomers')
      .selectAll()
      .where('systemId', '=', systemId)
      .where('emailKey', '=', emailKey)
      .executeTakeFirst(),
  );
}

/** Places are numbered: of two processes that take one at the same time, the slower one takes the next. */
async function reserve(database: Database, systemId: string, place: Place): Promise<boolean> {
  for (;;) {
    const number = (await lastPlace(database, systemId)) + 1;
    if (number > place.maximum) return false;
    try {
      await database.run((sql) =>
        sql
          .insertInto('madeCustomers')
          .values(newRow(systemId, place, number))
          .execute(),
      );
      return true;
    } catch (error) {
      if (!(error instanceof AlreadyTaken)) throw error;
    }
    if (await rowOf(database, systemId, place.customer.email ?? '')) return true;
  }
}

async function lastPlace(database: Database, systemId: string): Promise<number> {
  const row = await database.run((sql) =>
    sql
      .selectFrom('madeCustomers')
      .select(({ fn }) => fn.max('place').as('last'))
      .where('systemId', '=', systemId)
      .executeTakeFirst(),
  );
  return Number(row?.last ?? 0);
}

function newRow(systemId: string, { customer, at }: Place, place: number): MadeCustomersTable {
  const { id: customerId, email = '', name = '' } = customer;
  return { systemId, customerId, emailKey: email.toLowerCase(), email, name, place, made: 0, reservedAt: at };
}

function customerOf({ customerId, email, name }: MadeCustomersTable): SystemCustomer {
  return { id: customerId, email, name };
}
