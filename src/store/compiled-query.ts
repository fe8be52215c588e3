import type { CompiledQuery, Kysely } from 'kysely';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

interface Compilable<Row> {
  compile(): CompiledQuery<Row>;
}

/**
 * A query of one parameter for what each page asks: it is compiled once, which takes longer than to run it.
 * @returns its first row
 */
export function compiledQuery<Row>(
  database: Database,
  build: (sql: Kysely<Tables>, parameter: string) => Compilable<Row>,
): (parameter: string) => Promise<Row | undefined> {
  let compiled: CompiledQuery<Row> | undefined;
  return (parameter) =>
    database.run(async (sql) => {
      compiled ??= build(sql, parameter).compile();
      const { rows } = await sql.executeQuery<Row>({ ...compiled, parameters: [parameter] });
      return rows[0];
    });
}
