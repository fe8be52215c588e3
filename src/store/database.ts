import { AsyncLocalStorage } from 'node:async_hooks';
import { CamelCasePlugin, type Dialect, Kysely } from 'kysely';
import { migratePostgres, migrateSqlite } from './migrate.ts';
import { postgresDialect } from './postgres-dialect.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import { createSqliteFile } from './sqlite-file.ts';
import { storeFailure } from './store-failure.ts';
import type { Tables } from './tables.ts';

/** The SQL record of everything: a SQLite file of this machine, or a PostgreSQL shared by many processes. */
export interface Database {
  readonly kind: 'sqlite' | 'postgres';
  /**
   * Runs queries. Answers or throws within seconds, whatever the database does.
   * @throws PunchOutError `store_unavailable`
   * @throws AlreadyTaken on a unique violation
   */
  run<Result>(work: (sql: Kysely<Tables>) => Promise<Result>): Promise<Result>;
  /**
   * Runs queries in one transaction. Whatever `work` calls takes part in it: a `run` or `transact` inside of it is of
   * the same transaction.
   */
  transact<Result>(work: (sql: Kysely<Tables>) => Promise<Result>): Promise<Result>;
  healthy(): Promise<boolean>;
  close(): Promise<void>;
}

const serving = { statementMilliseconds: 3_000 };
const migrating = { statementMilliseconds: 60_000 };

/**
 * Opens the database and brings its tables up to date; several processes may do so at once.
 * @throws PunchOutError `store_unavailable`
 */
export async function openDatabase(options: { databaseUrl?: string; dataDir: string }): Promise<Database> {
  return await translated(() =>
    options.databaseUrl === undefined ? openSqlite(options.dataDir) : openPostgres(options.databaseUrl),
  );
}

async function openSqlite(dataDir: string): Promise<Database> {
  const sql = connect(sqliteDialect(await createSqliteFile(dataDir)));
  await migrateSqlite(sql.withoutPlugins()).catch((error) => closeAfter(sql, error));
  return databaseOf('sqlite', sql);
}

/** A migration may take longer than a request may wait: it has a connection of its own. */
async function openPostgres(url: string): Promise<Database> {
  const migration = connect(postgresDialect(url, migrating));
  await migratePostgres(migration.withoutPlugins()).catch((error) => closeAfter(migration, error));
  await migration.destroy();
  return databaseOf('postgres', connect(postgresDialect(url, serving)));
}

function connect(dialect: Dialect): Kysely<Tables> {
  return new Kysely<Tables>({ dialect, plugins: [new CamelCasePlugin()] });
}

async function closeAfter(sql: Kysely<Tables>, error: unknown): Promise<never> {
  await sql.destroy();
  throw error;
}

function databaseOf(kind: Database['kind'], sql: Kysely<Tables>): Database {
  const running = new AsyncLocalStorage<Kysely<Tables>>();
  const run: Database['run'] = (work) => translated(() => work(running.getStore() ?? sql));
  const transact: Database['transact'] = (work) => {
    if (running.getStore()) return run(work);
    return translated(() => sql.transaction().execute((inner) => running.run(inner, () => work(inner))));
  };
  const answers = () => run((kysely) => kysely.selectNoFrom((is) => is.lit(1).as('one')).execute());
  return {
    kind,
    run,
    transact,
    healthy: () =>
      answers().then(
        () => true,
        () => false,
      ),
    close: () => sql.destroy(),
  };
}

async function translated<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (thrown) {
    throw storeFailure(thrown);
  }
}
