import type { ShopAppStore } from '../punchout/shop-app-store.ts';
import { AlreadyTaken } from './already-taken.ts';
import type { Database } from './database.ts';

/** Shopware sends an event again for some hours at most. */
const eventLife = 7 * 86_400_000;

export function createShopAppStore(database: Database): ShopAppStore {
  return {
    ...secrets(database),
    ...registrations(database),
    keepEvent: (shop, eventId, at) => keepEvent(database, { shop, eventId, at }),
  };
}

function secrets({ run }: Database): Pick<ShopAppStore, 'secretOf' | 'keepSecret'> {
  return {
    secretOf: async (shop) => {
      const find = run((sql) =>
        sql.selectFrom('shopApps').select('secret').where('shop', '=', shop).executeTakeFirst(),
      );
      return (await find)?.secret;
    },
    keepSecret: async (shop, secret, createdAt) => {
      const row = { shop, secret, createdAt };
      await run((sql) =>
        sql
          .insertInto('shopApps')
          .values(row)
          .onConflict((conflict) => conflict.column('shop').doUpdateSet({ secret, createdAt }))
          .execute(),
      );
    },
  };
}

function registrations({
  run,
}: Database): Pick<
  ShopAppStore,
  'registration' | 'keepRegistration' | 'dropRegistration' | 'dropRegistrations'
> {
  const table = 'shopAppRegistrations';
  return {
    registration: async (shop, shopId) => {
      const find = run((sql) =>
        sql
          .selectFrom(table)
          .select('document')
          .where('shop', '=', shop)
          .where('shopId', '=', shopId)
          .executeTakeFirst(),
      );
      return (await find)?.document;
    },
    keepRegistration: async (shop, { shopId, sealed: document, at: changedAt }) => {
      const row = { shop, shopId, document, changedAt };
      await run((sql) =>
        sql
          .insertInto(table)
          .values(row)
          .onConflict((conflict) => conflict.columns(['shop', 'shopId']).doUpdateSet({ document, changedAt }))
          .execute(),
      );
    },
    dropRegistration: async (shop, shopId) => {
      await run((sql) =>
        sql.deleteFrom(table).where('shop', '=', shop).where('shopId', '=', shopId).execute(),
      );
    },
    dropRegistrations: async (shop) => {
      await run((sql) => sql.deleteFrom(table).where('shop', '=', shop).execute());
    },
  };
}

async function keepEvent(
  database: Database,
  event: { shop: string; eventId: string; at: number },
): Promise<boolean> {
  try {
    await database.run(async (sql) => {
      await sql
        .deleteFrom('shopAppEvents')
        .where('at', '<', event.at - eventLife)
        .execute();
      await sql.insertInto('shopAppEvents').values(event).execute();
    });
    return true;
  } catch (error) {
    if (error instanceof AlreadyTaken) return false;
    throw error;
  }
}
