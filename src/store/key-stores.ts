import type { Kysely } from 'kysely';
import type { HistorySubject } from '../punchout/license-history.ts';
import type { Surroundings, Vault } from '../punchout/ports.ts';
import type {
  PublishedKey,
  SigningKey,
  SigningKeyStore,
  TrustedKeyStore,
} from '../punchout/signed-licenses.ts';
import type { Database } from './database.ts';
import { append, lockHead } from './license-chain.ts';
import type { Tables } from './tables.ts';

interface KeyStoreOptions {
  vault: Vault;
  surroundings: Surroundings;
}

export function createSigningKeyStore(database: Database, options: KeyStoreOptions): SigningKeyStore {
  return {
    list: async () => {
      const rows = await database.run((sql) =>
        sql.selectFrom('signingKeys').selectAll().orderBy('position').execute(),
      );
      return rows.map(({ id, publicKey, endorsement, privateKey, createdAt }) => ({
        ...publishedKey({ id, publicKey, endorsement }),
        sealedPrivateKey: privateKey,
        createdAt,
      }));
    },
    add: (key, previous, actor) =>
      database.transact((sql) => addSigningKey(sql, key, { previous, actor, ...options })),
  };
}

/** The lock of the history lets one process after the other see which key is the newest. */
async function addSigningKey(
  sql: Kysely<Tables>,
  key: SigningKey,
  { previous, ...options }: KeyStoreOptions & { previous: string | undefined; actor: string },
): Promise<boolean> {
  const { id, publicKey, endorsement = null, sealedPrivateKey, createdAt } = key;
  await lockHead(sql);
  const newest = sql
    .selectFrom('signingKeys')
    .select(['id', 'position'])
    .orderBy('position', 'desc')
    .limit(1);
  const last = await newest.executeTakeFirst();
  if (last?.id !== previous) return false;
  const row = {
    id,
    position: (last?.position ?? 0) + 1,
    publicKey,
    endorsement,
    privateKey: sealedPrivateKey,
    createdAt,
  };
  await sql.insertInto('signingKeys').values(row).execute();
  await record(sql, { action: 'made', subject: { kind: 'signing-key', id } }, options);
  return true;
}

export function createTrustedKeyStore(database: Database, options: KeyStoreOptions): TrustedKeyStore {
  return {
    list: async () => {
      const rows = await database.run((sql) =>
        sql
          .selectFrom('trustedKeys')
          .select(['id', 'publicKey', 'endorsement'])
          .where('forgottenAt', 'is', null)
          .orderBy('id')
          .execute(),
      );
      return rows.map(publishedKey);
    },
    forgotten: async () => {
      const rows = await database.run((sql) =>
        sql.selectFrom('trustedKeys').select('id').where('forgottenAt', 'is not', null).execute(),
      );
      return rows.map(({ id }) => id);
    },
    trust: async (keys, actor) => {
      if (keys.length === 0) return;
      await database.transact((sql) => trustKeys(sql, keys, { actor, ...options }));
    },
    forget: (id, actor) => database.transact((sql) => forgetKey(sql, id, { actor, ...options })),
  };
}

async function trustKeys(
  sql: Kysely<Tables>,
  keys: readonly PublishedKey[],
  options: KeyStoreOptions & { actor: string },
): Promise<void> {
  await lockHead(sql);
  const trustedAt = options.surroundings.now();
  for (const { id, publicKey, endorsement = null } of keys) {
    const row = { id, publicKey, endorsement, trustedAt, forgottenAt: null };
    const insert = sql
      .insertInto('trustedKeys')
      .values(row)
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet({ trustedAt, forgottenAt: null })
          .where('trustedKeys.forgottenAt', 'is not', null),
      );
    const { numInsertedOrUpdatedRows } = await insert.executeTakeFirst();
    if (numInsertedOrUpdatedRows === 1n)
      await record(sql, { action: 'trusted', subject: { kind: 'trusted-key', id } }, options);
  }
}

async function forgetKey(
  sql: Kysely<Tables>,
  id: string,
  options: KeyStoreOptions & { actor: string },
): Promise<boolean> {
  await lockHead(sql);
  const { numUpdatedRows } = await sql
    .updateTable('trustedKeys')
    .set({ forgottenAt: options.surroundings.now() })
    .where('id', '=', id)
    .where('forgottenAt', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await record(sql, { action: 'forgotten', subject: { kind: 'trusted-key', id } }, options);
  return true;
}

async function record(
  sql: Kysely<Tables>,
  { action, subject }: { action: string; subject: HistorySubject },
  { vault, surroundings, actor }: KeyStoreOptions & { actor: string },
): Promise<void> {
  const entry = { at: surroundings.now(), actor, action, subject, before: undefined, after: undefined };
  await append(sql, entry, vault);
}

function publishedKey({
  id,
  publicKey,
  endorsement,
}: {
  id: string;
  publicKey: string;
  endorsement: string | null;
}) {
  return { id, publicKey, endorsement: endorsement ?? undefined };
}
