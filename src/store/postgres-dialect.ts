import { type Dialect, PostgresDialect } from 'kysely';
import pg, { type PoolConfig } from 'pg';
import { PostgresClient } from './postgres-client.ts';

const bigint = 20;
/** How much later than the server we give up: its own answer leaves the connection usable. */
const graceMilliseconds = 200;

/** Kysely on a pool of PostgreSQL connections in which nothing waits without end. */
export function postgresDialect(url: string, limits: { statementMilliseconds: number }): Dialect {
  const pool = new pg.Pool(poolOptions(url, limits.statementMilliseconds));
  // A connection that breaks is reported by the query that needs it; unheard, the event would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return new PostgresDialect({
    pool: {
      connect: async () => new PostgresClient(await pool.connect()),
      end: () => pool.end(),
    },
  });
}

function poolOptions(url: string, statementMilliseconds: number): PoolConfig {
  return {
    connectionString: url,
    application_name: 'punchgate',
    max: 10,
    keepAlive: true,
    connectionTimeoutMillis: 2_000,
    statement_timeout: statementMilliseconds,
    query_timeout: statementMilliseconds + graceMilliseconds,
    idle_in_transaction_session_timeout: 2 * statementMilliseconds,
    types: {
      getTypeParser: (type, format) => (type === bigint ? Number : pg.types.getTypeParser(type, format)),
    },
  };
}
