import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import { LRUCache } from 'lru-cache';
import { isLocked } from './store-failure.ts';

const lockPatienceMilliseconds = 3_000;
const pauseMilliseconds = 20;

interface Prepared {
  statement: StatementSync;
  hasRows: boolean;
}

/** Kysely's view of one node:sqlite connection. */
export class SqliteConnection implements DatabaseConnection {
  readonly #database: DatabaseSync;
  /** Preparing takes longer than most of our queries; lists of values make many texts. */
  readonly #statements = new LRUCache<string, Prepared>({ max: 200 });

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  get inTransaction(): boolean {
    return this.#database.isTransaction;
  }

  /** node:sqlite blocks the event loop while SQLite itself waits for a lock, so the waiting is done here. */
  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const deadline = performance.now() + lockPatienceMilliseconds;
    for (;;) {
      try {
        return this.#execute(query);
      } catch (error) {
        if (!isLocked(error) || performance.now() > deadline) throw error;
      }
      await delay(pauseMilliseconds);
    }
  }

  streamQuery(): AsyncIterableIterator<never> {
    throw new TypeError('SQLite answers are not streamed');
  }

  #execute<Row>({ sql, parameters }: CompiledQuery): QueryResult<Row> {
    const { statement, hasRows } = this.#prepared(sql);
    const values = parameters as SQLInputValue[];
    if (hasRows) return { rows: statement.all(...values) as Row[] };
    return { rows: [], numAffectedRows: BigInt(statement.run(...values).changes) };
  }

  #prepared(sql: string): Prepared {
    const prepared = this.#statements.get(sql) ?? prepare(this.#database, sql);
    this.#statements.set(sql, prepared);
    return prepared;
  }
}

function prepare(database: DatabaseSync, sql: string): Prepared {
  const statement = database.prepare(sql);
  return { statement, hasRows: statement.columns().length > 0 };
}
