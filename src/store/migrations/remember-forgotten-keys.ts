import type { Kysely } from 'kysely';

/** A key that is forgotten must not come back with the next answer of the server that shows it. */
export async function rememberForgottenKeys({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable('trusted_keys').addColumn('forgotten_at', 'bigint').execute();
}
