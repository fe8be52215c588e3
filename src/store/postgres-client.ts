import type { PostgresCursor, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import pg, { type PoolClient, type QueryResult } from 'pg';

/**
 * A connection lent by the pool. One that did not answer may still carry out later what was given up, a BEGIN among it:
 * it takes no further query and is thrown away when it comes back.
 */
export class PostgresClient implements PostgresPoolClient {
  readonly #client: PoolClient;
  #fault: Error | undefined;

  constructor(client: PoolClient) {
    this.#client = client;
  }

  query<Row>(statement: string, values: readonly unknown[]): Promise<PostgresQueryResult<Row>>;
  query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>;
  query(statement: unknown, values: readonly unknown[] = []): unknown {
    if (typeof statement !== 'string') throw new TypeError('PostgreSQL answers are not streamed');
    return this.#execute(statement, [...values]);
  }

  release(): void {
    this.#client.release(this.#fault);
  }

  async #execute(statement: string, values: unknown[]): Promise<QueryResult> {
    if (this.#fault) throw this.#fault;
    try {
      return await this.#client.query(statement, values);
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) this.#fault = error as Error;
      throw error;
    }
  }
}
