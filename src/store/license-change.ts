import type { Kysely } from 'kysely';
import type { CustomerLicense, Subscription, SystemLicense } from '../punchout/license.ts';
import type { HistorySubject } from '../punchout/license-history.ts';
import type { KeyedLicense, LicenseChange } from '../punchout/license-store.ts';
import type { Vault } from '../punchout/ports.ts';
import { append } from './license-chain.ts';
import * as find from './license-queries.ts';
import {
  customerLicenseRow,
  readCustomerLicense,
  subscriptionRow,
  systemLicenseRow,
} from './license-rows.ts';
import type { Tables } from './tables.ts';

interface ChangeOptions {
  /** A transaction that has locked the head of the history. */
  sql: Kysely<Tables>;
  vault: Vault;
  actor: string;
  at: number;
}

/** One change of licenses, inside of its transaction. Nothing is written that is not in the history too. */
export class SqlLicenseChange implements LicenseChange {
  readonly at: number;
  readonly #sql: Kysely<Tables>;
  readonly #vault: Vault;
  readonly #actor: string;

  constructor({ sql, vault, actor, at }: ChangeOptions) {
    this.at = at;
    this.#sql = sql;
    this.#vault = vault;
    this.#actor = actor;
  }

  subscription(id: string): Promise<Subscription | undefined> {
    return find.findSubscription(this.#sql, 'id', id);
  }

  subscriptionByReference(reference: string): Promise<Subscription | undefined> {
    return find.findSubscription(this.#sql, 'reference', reference);
  }

  systemLicense(id: string): Promise<SystemLicense | undefined> {
    return find.findSystemLicense(this.#sql, 'id', id);
  }

  customerLicense(id: string): Promise<CustomerLicense | undefined> {
    return find.findCustomerLicense(this.#sql, 'id', id);
  }

  byKeyHash(keyHash: string): Promise<KeyedLicense | undefined> {
    return find.findByKeyHash(this.#sql, keyHash);
  }

  async boundTo(fingerprint: string, subscriptionId?: string): Promise<SystemLicense[]> {
    const all = this.#sql.selectFrom('systemLicenses').selectAll().where('fingerprint', '=', fingerprint);
    const rows = subscriptionId === undefined ? all : all.where('subscriptionId', '=', subscriptionId);
    return await find.withBindings(this.#sql, await rows.orderBy('id').execute());
  }

  async seatOf(systemLicenseId: string, customerId: string): Promise<CustomerLicense | undefined> {
    const row = await this.#sql
      .selectFrom('customerLicenses')
      .selectAll()
      .where('systemLicenseId', '=', systemLicenseId)
      .where('customerId', '=', customerId)
      .executeTakeFirst();
    return row && readCustomerLicense(row);
  }

  async freeSeat({ id, subscriptionId }: SystemLicense): Promise<CustomerLicense | undefined> {
    const free = this.#sql
      .selectFrom('customerLicenses')
      .selectAll()
      .where('customerId', 'is', null)
      .where('status', '=', 'active')
      .limit(1);
    const own = await free.where('systemLicenseId', '=', id).orderBy('included', 'desc').executeTakeFirst();
    const loose = () =>
      free
        .where('subscriptionId', '=', subscriptionId)
        .where('included', '=', 0)
        .where('systemLicenseId', 'is', null)
        .orderBy('id')
        .executeTakeFirst();
    const row = own ?? (await loose());
    return row && readCustomerLicense(row);
  }

  async firstTime(eventId: string): Promise<boolean> {
    const event = { id: eventId, at: this.at };
    const insert = this.#sql
      .insertInto('shopEvents')
      .values(event)
      .onConflict((conflict) => conflict.doNothing());
    return (await insert.executeTakeFirst()).numInsertedOrUpdatedRows === 1n;
  }

  async saveSubscription(action: string, subscription: Subscription): Promise<void> {
    const { id, ...values } = subscriptionRow(subscription);
    const before = await this.subscription(id);
    await this.#sql
      .insertInto('subscriptions')
      .values({ id, ...values })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
      .execute();
    await this.#record(action, { kind: 'subscription', id }, { before, after: subscription });
  }

  async addSystemLicense(license: SystemLicense, keyHash: string): Promise<void> {
    await this.#sql
      .insertInto('systemLicenses')
      .values({ ...systemLicenseRow(license), keyHash })
      .execute();
    await this.#record('issued', { kind: 'system-license', id: license.id }, { after: license });
  }

  async addCustomerLicense(license: CustomerLicense, keyHash: string): Promise<void> {
    await this.#sql
      .insertInto('customerLicenses')
      .values({ ...customerLicenseRow(license), keyHash })
      .execute();
    await this.#record('issued', { kind: 'customer-license', id: license.id }, { after: license });
  }

  async replaceKey({ kind, license }: KeyedLicense, keyHash: string): Promise<void> {
    const table = kind === 'system' ? 'systemLicenses' : 'customerLicenses';
    const { id, keyHint } = license;
    const before = await (kind === 'system' ? this.systemLicense(id) : this.customerLicense(id));
    const update = this.#sql.updateTable(table as 'systemLicenses').set({ keyHash, keyHint });
    await update.where('id', '=', id).execute();
    await this.#record('rekeyed', { kind: `${kind}-license`, id }, { before, after: license });
  }

  async saveSystemLicense(action: string, license: SystemLicense): Promise<void> {
    const { id, ...values } = systemLicenseRow(license);
    const before = await this.systemLicense(id);
    await this.#sql.updateTable('systemLicenses').set(values).where('id', '=', id).execute();
    await this.#replaceBindings(license);
    await this.#record(action, { kind: 'system-license', id }, { before, after: license });
  }

  async saveCustomerLicense(action: string, license: CustomerLicense): Promise<void> {
    const { id, ...values } = customerLicenseRow(license);
    const before = await this.customerLicense(id);
    await this.#sql.updateTable('customerLicenses').set(values).where('id', '=', id).execute();
    await this.#record(action, { kind: 'customer-license', id }, { before, after: license });
  }

  async #replaceBindings({ id, former }: SystemLicense): Promise<void> {
    await this.#sql.deleteFrom('licenseBindings').where('systemLicenseId', '=', id).execute();
    if (former.length === 0) return;
    const rows = former.map((binding) => ({ systemLicenseId: id, ...binding }));
    await this.#sql.insertInto('licenseBindings').values(rows).execute();
  }

  async #record(
    action: string,
    subject: HistorySubject,
    { before, after }: { before?: object | undefined; after: object },
  ): Promise<void> {
    const texts = { before: before && JSON.stringify(before), after: JSON.stringify(after) };
    const entry = { at: this.at, actor: this.#actor, action, subject, ...texts };
    await append(this.#sql, entry, this.#vault);
  }
}
