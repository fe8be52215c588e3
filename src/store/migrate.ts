import { type Kysely, type MigrationResultSet, Migrator, sql } from 'kysely';
import { PunchOutError } from '../punchout/punchout-error.ts';
import { createCartSnapshots } from './migrations/create-cart-snapshots.ts';
import { createDrafts } from './migrations/create-drafts.ts';
import { createLicenses } from './migrations/create-licenses.ts';
import { createMadeCustomers } from './migrations/create-made-customers.ts';
import { createNotices } from './migrations/create-notices.ts';
import { createRoundTrips } from './migrations/create-round-trips.ts';
import { createSessions } from './migrations/create-sessions.ts';
import { createShopApps } from './migrations/create-shop-apps.ts';
import { createShopCookies } from './migrations/create-shop-cookies.ts';
import { createSignedLicenses } from './migrations/create-signed-licenses.ts';
import { createSystems } from './migrations/create-systems.ts';
import { createUnmappedUnits } from './migrations/create-unmapped-units.ts';
import { licenseLife } from './migrations/license-life.ts';
import { rememberForgottenKeys } from './migrations/remember-forgotten-keys.ts';
import type { Tables } from './tables.ts';

/** Their names order them and are kept in the database: never renamed, a new one sorts last. */
const migrations = {
  '0001-create-systems': { up: createSystems },
  '0002-create-sessions': { up: createSessions },
  '0003-create-licenses': { up: createLicenses },
  '0004-license-life': { up: licenseLife },
  '0005-create-drafts': { up: createDrafts },
  '0006-create-signed-licenses': { up: createSignedLicenses },
  '0007-create-notices': { up: createNotices },
  '0008-create-round-trips': { up: createRoundTrips },
  '0009-create-unmapped-units': { up: createUnmappedUnits },
  '0010-remember-forgotten-keys': { up: rememberForgottenKeys },
  '0011-create-cart-snapshots': { up: createCartSnapshots },
  '0012-create-shop-cookies': { up: createShopCookies },
  '0013-create-shop-apps': { up: createShopApps },
  '0014-create-made-customers': { up: createMadeCustomers },
};

/** Kysely takes an advisory lock of its own: of several processes one migrates, the others wait. */
export async function migratePostgres(database: Kysely<Tables>): Promise<void> {
  throwFault(await migrator(database).migrateToLatest());
}

/** SQLite has no advisory lock, and Kysely takes none: one transaction that writes from its first moment is the lock. */
export async function migrateSqlite(database: Kysely<Tables>): Promise<void> {
  await database.connection().execute(async (connection) => {
    await sql`begin immediate`.execute(connection);
    try {
      throwFault(await migrator(connection).migrateToLatest());
      await sql`commit`.execute(connection);
    } catch (error) {
      await sql`rollback`.execute(connection);
      throw error;
    }
  });
}

function migrator(db: Kysely<Tables>): Migrator {
  return new Migrator({ db, provider: { getMigrations: async () => migrations } });
}

function throwFault({ error }: MigrationResultSet): void {
  if (error === undefined) return;
  if (error instanceof Error && error.message.startsWith('corrupted migrations')) {
    throw new PunchOutError(
      'internal_error',
      `a newer Punchgate has changed this database: ${error.message}`,
    );
  }
  throw error;
}
