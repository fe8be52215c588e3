import type { ReplayStore } from '../punchout/ports.ts';
import { AlreadyTaken } from './already-taken.ts';
import type { Database } from './database.ts';

/** The key is unique: of two processes that answer one request, the second takes the answer of the first. */
export function createReplayStore(database: Database): ReplayStore {
  return {
    find: (key) =>
      database.run((sql) =>
        sql
          .selectFrom('replays')
          .select(['bodyHash', 'answer', 'sessionId'])
          .where('key', '=', key)
          .executeTakeFirst(),
      ),
    keep: async (key, replay, replaces) => {
      const replaced = replaces !== undefined && (await replace(database, { key, replaces, replay }));
      return replaced || (replaces === undefined && (await insert(database, { key, ...replay })));
    },
  };
}

async function replace(
  database: Database,
  { key, replaces, replay }: { key: string; replaces: string; replay: Parameters<ReplayStore['keep']>[1] },
): Promise<boolean> {
  const { numUpdatedRows } = await database.run((sql) =>
    sql
      .updateTable('replays')
      .set(replay)
      .where('key', '=', key)
      .where('sessionId', '=', replaces)
      .executeTakeFirst(),
  );
  return numUpdatedRows === 1n;
}

async function insert(
  database: Database,
  row: { key: string } & Parameters<ReplayStore['keep']>[1],
): Promise<boolean> {
  try {
    await database.run((sql) => sql.insertInto('replays').values(row).execute());
    return true;
  } catch (error) {
    if (error instanceof AlreadyTaken) return false;
    throw error;
  }
}
