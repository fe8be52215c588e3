import type { Selectable } from 'kysely';
import type { Surroundings, Vault } from '../punchout/ports.ts';
import type { DocumentStore, KeptDocument } from '../punchout/signed-licenses.ts';
import type { Database } from './database.ts';
import { append, lockHead } from './license-chain.ts';
import type { Tables } from './tables.ts';

export function createDocumentStore(
  database: Database,
  { vault, surroundings }: { vault: Vault; surroundings: Surroundings },
): DocumentStore {
  return {
    list: async () => {
      const rows = await database.run((sql) =>
        sql.selectFrom('licenseDocuments').selectAll().orderBy('subscriptionId').execute(),
      );
      return rows.map(keptDocument);
    },
    keep: (document, actor) => keep(database, document, { vault, actor, at: surroundings.now() }),
    markFailed: async (subscriptionId, failure, at) => {
      await database.run((sql) =>
        sql
          .updateTable('licenseDocuments')
          .set(({ fn, val }) => ({ failure, failedSince: fn.coalesce('failedSince', val(at)) }))
          .where('subscriptionId', '=', subscriptionId)
          .execute(),
      );
    },
    newestIssue: async () => {
      const query = (sql: Parameters<Parameters<Database['run']>[0]>[0]) =>
        sql.selectFrom('licenseDocuments').select(({ fn }) => fn.max('issuedAt').as('issuedAt'));
      const row = await database.run((sql) => query(sql).executeTakeFirst());
      return row?.issuedAt === null || row?.issuedAt === undefined ? undefined : Number(row.issuedAt);
    },
  };
}

interface KeepOptions {
  vault: Vault;
  actor: string;
  at: number;
}

/** Only a change of the licenses takes the lock of the history, and makes cached verdicts old. */
async function keep(database: Database, document: KeptDocument, options: KeepOptions): Promise<boolean> {
  return await database.transact(async (sql) => {
    const find = sql.selectFrom('licenseDocuments').selectAll();
    const row = await find.where('subscriptionId', '=', document.subscriptionId).executeTakeFirst();
    const before = row && keptDocument(row);
    if (before && before.issuedAt > document.issuedAt) return false;
    if (before?.serial !== document.serial) {
      const { vault, actor, at } = options;
      const subject = { kind: 'document', id: document.subscriptionId } as const;
      const texts = { before: before && summary(before), after: summary(document) };
      await lockHead(sql);
      await append(sql, { at, actor, action: 'received', subject, ...texts }, vault);
    }
    const { subscriptionId, ...values } = rowOf(document);
    const { numInsertedOrUpdatedRows } = await sql
      .insertInto('licenseDocuments')
      .values({ subscriptionId, ...values })
      .onConflict((conflict) =>
        conflict
          .column('subscriptionId')
          .doUpdateSet(values)
          .where('licenseDocuments.issuedAt', '<=', document.issuedAt),
      )
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
  });
}

function summary({ serial, issuedAt, notAfter }: KeptDocument): string {
  return JSON.stringify({ serial, issuedAt, notAfter });
}

function rowOf(document: KeptDocument) {
  const { sealedKey = null, failedSince = null, failure = null } = document;
  return { ...document, sealedKey, failedSince, failure };
}

function keptDocument(row: Selectable<Tables['licenseDocuments']>): KeptDocument {
  const { sealedKey, failedSince, failure, ...document } = row;
  return {
    ...document,
    sealedKey: sealedKey ?? undefined,
    failedSince: failedSince ?? undefined,
    failure: failure ?? undefined,
  };
}
