import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { createDatabase } from '../support/services/postgres.ts';

export type DatabaseOptions = Parameters<typeof openDatabase>[0];

export interface TestDatabase {
  kind: Database['kind'];
  /** What opens it again, here or in another process. */
  options: DatabaseOptions;
  database: Database;
}

/** The same promises, on SQLite and on PostgreSQL: each suite has an empty database of its own. */
export function onEveryDatabase(title: string, tests: (current: () => TestDatabase) => void): void {
  describeOn('sqlite', title, tests);
  describe.skipIf(inject('postgresUrl') === undefined)('where PostgreSQL is installed', () => {
    describeOn('postgres', title, tests);
  });
}

/** An empty database, with a data directory of its own. */
export async function emptyDatabase(kind: Database['kind']): Promise<DatabaseOptions> {
  const dataDir = await mkdtemp(join(tmpdir(), 'punchgate-contract-'));
  if (kind === 'sqlite') return { dataDir };
  const server = inject('postgresUrl');
  if (server === undefined) throw new Error('PostgreSQL is not installed');
  return { dataDir, databaseUrl: await createDatabase(server, `contract_${randomBytes(8).toString('hex')}`) };
}

function describeOn(
  kind: Database['kind'],
  title: string,
  tests: (current: () => TestDatabase) => void,
): void {
  describe(`${title}, on ${kind}`, () => {
    let current: TestDatabase;
    beforeAll(async () => {
      const options = await emptyDatabase(kind);
      current = { kind, options, database: await openDatabase(options) };
    });
    afterAll(async () => {
      await current.database.close();
      await rm(current.options.dataDir, { recursive: true });
    });
    tests(() => current);
  });
}
