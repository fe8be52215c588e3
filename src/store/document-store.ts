import type { Kysely, Selectable } from 'kysely';
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
    keep: (document, source) => keep(database, document, { vault, ...source, at: surroundings.now() }),
    markFailed: async ({ subscriptionId, checkedAt }, failure, at) => {
      await database.run((sql) =>
        sql
          .updateTable('licenseDocuments')
          .set(({ fn, val }) => ({ failure, failedSince: fn.coalesce('failedSince', val(at)) }))
          .where('subscriptionId', '=', subscriptionId)
          .where('checkedAt', '=', checkedAt)
          .execute(),
      );
    },
    forget: (subscriptionId, actor) =>
      database.transact((sql) => forget(sql, subscriptionId, { vault, actor, at: surroundings.now() })),
  };
}

async function forget(
  sql: Kysely<Tables>,
  subscriptionId: string,
  { vault, actor, at }: Omit<KeepOptions, 'isAnswer'>,
): Promise<boolean> {
  await lockHead(sql);
  const where = ['subscriptionId', '=', subscriptionId] as const;
  const row = await sql
    .deleteFrom('licenseDocuments')
    .where(...where)
    .returningAll()
    .executeTakeFirst();
  if (!row) return false;
  const subject = { kind: 'document', id: subscriptionId } as const;
  const texts = { before: summary(keptDocument(row)), after: undefined };
  await append(sql, { at, actor, action: 'forgotten', subject, ...texts }, vault);
  return true;
}

interface KeepOptions {
  vault: Vault;
  actor: string;
  isAnswer: boolean;
  at: number;
}

/** Only a change of the licenses makes an entry in the history, and cached verdicts old. */
async function keep(database: Database, document: KeptDocument, options: KeepOptions): Promise<boolean> {
  return await database.transact(async (sql) => {
    await lockHead(sql);
    const find = sql.selectFrom('licenseDocuments').selectAll();
    const row = await find.where('subscriptionId', '=', document.subscriptionId).executeTakeFirst();
    const before = row && keptDocument(row);
    if (before && isOlder(document, before, options)) return false;
    if (before?.digest !== document.digest) await recordReceipt(sql, { before, document }, options);
    const { subscriptionId, ...values } = rowOf(document);
    await sql
      .insertInto('licenseDocuments')
      .values({ subscriptionId, ...values })
      .onConflict((conflict) => conflict.column('subscriptionId').doUpdateSet(values))
      .execute();
    return true;
  });
}

function isOlder(document: KeptDocument, before: KeptDocument, { isAnswer }: KeepOptions): boolean {
  return isAnswer ? document.serial < before.serial : document.issuedAt < before.issuedAt;
}

async function recordReceipt(
  sql: Kysely<Tables>,
  { before, document }: { before: KeptDocument | undefined; document: KeptDocument },
  { vault, actor, at }: KeepOptions,
): Promise<void> {
  const subject = { kind: 'document', id: document.subscriptionId } as const;
  const texts = { before: before && summary(before), after: summary(document) };
  await append(sql, { at, actor, action: 'received', subject, ...texts }, vault);
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
