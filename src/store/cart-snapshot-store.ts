import type { Kysely } from 'kysely';
import type { CartSnapshotStore, KeptSnapshot } from '../punchout/cart-snapshot.ts';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

/** Nothing is written for a session that has ended, and what has expired goes with the next one that is kept. */
export function createCartSnapshotStore(database: Database): CartSnapshotStore {
  return {
    keep: (sessionId, snapshot) => database.run((sql) => keep(sql, sessionId, snapshot)),
    of: (sessionId) =>
      database.run((sql) =>
        sql
          .selectFrom('cartSnapshots')
          .select(['takenAt as at', 'cart as sealed'])
          .where('sessionId', '=', sessionId)
          .executeTakeFirst(),
      ),
  };
}

async function keep(sql: Kysely<Tables>, sessionId: string, { at, sealed }: KeptSnapshot): Promise<void> {
  await sql.deleteFrom('cartSnapshots').where('expiresAt', '<', at).execute();
  await sql
    .insertInto('cartSnapshots')
    .columns(['sessionId', 'takenAt', 'expiresAt', 'cart'])
    .expression((expression) =>
      expression
        .selectFrom('sessions')
        .select(({ val }) => ['id', val(at).as('takenAt'), 'expiresAt', val(sealed).as('cart')])
        .where('id', '=', sessionId)
        .where('status', '=', 'open'),
    )
    .onConflict((conflict) =>
      conflict.column('sessionId').doUpdateSet((is) => ({
        takenAt: is.ref('excluded.takenAt'),
        cart: is.ref('excluded.cart'),
      })),
    )
    .execute();
}
