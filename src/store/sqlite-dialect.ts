import { DatabaseSync } from 'node:sqlite';
import {
  CompiledQuery,
  type Dialect,
  type Driver,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { SqliteConnection } from './sqlite-connection.ts';
import { Turnstile } from './turnstile.ts';

const turnPatienceMilliseconds = 2_000;
/** SQLite's own waiting blocks the event loop: long enough for a neighbour's single write, no longer. */
const blockingWaitMilliseconds = 5;

/** Kysely on node:sqlite: one connection that queries take in turns. */
export function sqliteDialect(path: string): Dialect {
  return {
    createDriver: () => new SqliteFileDriver(path),
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (sql) => new SqliteIntrospector(sql),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

class SqliteFileDriver implements Driver {
  readonly #database: DatabaseSync;
  readonly #connection: SqliteConnection;
  readonly #turnstile = new Turnstile();

  constructor(path: string) {
    const options = { open: false, timeout: blockingWaitMilliseconds, enableForeignKeyConstraints: true };
    this.#database = new DatabaseSync(path, options);
    this.#connection = new SqliteConnection(this.#database);
  }

  async init(): Promise<void> {
    if (!this.#database.isOpen) this.#database.open();
    await this.#execute('pragma journal_mode = wal');
    // An answer to the buyer's system means "on disk", also when the power fails.
    await this.#execute('pragma synchronous = full');
  }

  async acquireConnection(): Promise<SqliteConnection> {
    await this.#turnstile.enter(turnPatienceMilliseconds);
    return this.#connection;
  }

  /** Takes the write lock at once: a transaction that reads first could not get it later without starting again. */
  async beginTransaction(): Promise<void> {
    await this.#execute('begin immediate');
  }

  async commitTransaction(): Promise<void> {
    await this.#execute('commit');
  }

  /** SQLite itself rolls back on a full disk. */
  async rollbackTransaction(): Promise<void> {
    if (this.#connection.inTransaction) await this.#execute('rollback');
  }

  async releaseConnection(): Promise<void> {
    this.#turnstile.leave();
  }

  async destroy(): Promise<void> {
    this.#database.close();
  }

  async #execute(statement: string): Promise<void> {
    await this.#connection.executeQuery(CompiledQuery.raw(statement));
  }
}
