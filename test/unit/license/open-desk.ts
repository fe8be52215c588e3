import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { type AssignOrder, assignCustomer } from '../../../src/license/assign-customer.ts';
import { type ConnectOrder, connectLicense } from '../../../src/license/bind-license.ts';
import { addLicenses, type IssuedLicense, type Purchase } from '../../../src/license/buy-licenses.ts';
import type { ChangePorts } from '../../../src/license/change-ports.ts';
import { createSubscription } from '../../../src/license/subscription-life.ts';
import { judge } from '../../../src/license/verdict.ts';
import type { CustomerLicense, Subscription, SystemLicense } from '../../../src/punchout/license.ts';
import { LicenseError, type LicenseFaultCode } from '../../../src/punchout/license-error.ts';
import type { LicenseChange } from '../../../src/punchout/license-store.ts';
import type { LicenseQuestion } from '../../../src/punchout/license-verdict.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { createLicenseStore } from '../../../src/store/license-store.ts';
import { realSurroundings } from '../../../src/store/surroundings.ts';
import { createVault } from '../../../src/store/vault.ts';
import { now, question } from './sample-licenses.ts';

/** Where licenses are bought and used: the real store in an empty SQLite file, with a clock that a test sets. */
export interface Desk extends ChangePorts {
  clock: { time: number };
  change<T>(work: (change: LicenseChange) => Promise<T>): Promise<T>;
  /** Licenses of a new subscription. */
  buy(purchase?: Partial<Purchase>): Promise<Bought>;
  /** A system license that is connected to the website of the question and bound to its System. */
  buyConnected(purchase?: Partial<Purchase>): Promise<Bought>;
  connect(order: Partial<ConnectOrder> & { license: string }): Promise<SystemLicense>;
  assign(order?: Partial<AssignOrder>): Promise<CustomerLicense>;
  /** The reason of the refusal, or `valid`. */
  verdict(changes?: Partial<LicenseQuestion>): Promise<string>;
}

export interface Bought {
  subscription: Subscription;
  /** The first one, with the customer license that it includes. */
  systemKey: string;
  includedKey: string;
  /** In the order in which they were issued. */
  issued: IssuedLicense[];
  license: SystemLicense;
}

export async function openDesk(): Promise<Desk> {
  const dataDir = await mkdtemp(join(tmpdir(), 'punchgate-desk-'));
  const database = await openDatabase({ dataDir });
  onTestFinished(async () => {
    await database.close();
    await rm(dataDir, { recursive: true });
  });
  const clock = { time: now };
  const surroundings = { ...realSurroundings(), now: () => clock.time };
  const licenses = createLicenseStore(database, { vault: createVault(Buffer.alloc(32, 5)), surroundings });
  return deskOf({ licenses, surroundings, actor: 'operator' }, clock);
}

function deskOf(ports: ChangePorts, clock: { time: number }): Desk {
  const { licenses, surroundings, actor } = ports;
  const { website, systemId: id, fingerprint, customerId } = question;
  const change: Desk['change'] = (work) => licenses.change(actor, work);
  const buy: Desk['buy'] = (purchase) =>
    change(async (inside) => {
      const subscription = await createSubscription({ holder: 'Shop GmbH' }, inside, surroundings);
      const counts = { subscriptionId: subscription.id, systems: 1, customers: 0, ...purchase };
      return boughtOf(subscription, await addLicenses(counts, inside, surroundings));
    });
  const connect: Desk['connect'] = (order) =>
    connectLicense({ website, system: { id, fingerprint }, ...order }, ports);
  return {
    ...ports,
    clock,
    change,
    buy,
    connect,
    buyConnected: async (purchase) => {
      const bought = await buy(purchase);
      return { ...bought, license: await connect({ license: bought.systemKey }) };
    },
    assign: (order) => assignCustomer({ website, fingerprint, customerId, ...order }, ports),
    verdict: async (changes) => {
      const asked = { ...question, ...changes };
      const verdict = judge(asked, await licenses.recordsFor(asked), clock.time);
      return verdict.valid ? 'valid' : verdict.reason;
    },
  };
}

function boughtOf(subscription: Subscription, issued: IssuedLicense[]): Bought {
  const [system, included] = issued;
  if (system?.kind !== 'system' || !included) throw new Error('a system license was to be bought');
  const { key: systemKey, license } = system;
  return { subscription, systemKey, includedKey: included.key, issued, license };
}

/** An action must be refused with this code. */
export async function expectFault(code: LicenseFaultCode, action: () => Promise<unknown>): Promise<void> {
  const outcome = await action().then(
    () => 'was not refused',
    (error: unknown) => error,
  );
  expect(outcome).toBeInstanceOf(LicenseError);
  expect(outcome).toMatchObject({ code });
}

export const anotherSystem = () => ({ id: randomUUID(), fingerprint: `v1:${randomUUID()}` });
