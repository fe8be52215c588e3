import { randomBytes, randomUUID } from 'node:crypto';
import type { CustomerLicense, Subscription, SystemLicense } from '../../src/punchout/license.ts';
import type { StoredSystem } from '../../src/punchout/ports.ts';
import type { PunchOutSession, ReturnForm } from '../../src/punchout/session.ts';
import { type OciSystem, type System, systemSchema } from '../../src/punchout/system.ts';
import type { Database } from '../../src/store/database.ts';
import { createSystemStore } from '../../src/store/system-store.ts';

export const noon = Date.UTC(2026, 6, 1, 12);

export function sampleSystem(changes: Partial<OciSystem> = {}): System {
  return systemSchema.parse({
    id: randomUUID(),
    name: `buyer-${randomBytes(6).toString('hex')}`,
    title: 'Buyer AG, SRM',
    shop: 'main',
    protocol: 'oci',
    fields: {
      item: { DESCRIPTION: { from: ['product.name'], length: 40 }, VENDORMAT: { from: ['product.number'] } },
      shipping: {},
      discount: {},
    },
    units: { table: { Stück: 'PCE' } },
    customers: [{ id: randomBytes(16).toString('hex'), user: 'buyer' }],
    returnHosts: ['srm.buyer.example'],
    login: { fixed: { CATALOG: 'main' } },
    ...changes,
  });
}

export function saveSystem(database: Database, system = sampleSystem()): Promise<StoredSystem> {
  const details = { fingerprint: `v1:${system.name}`, loginKeys: [`user:${system.name}`], at: noon };
  return createSystemStore(database).save(system, details);
}

export function sampleSession(stored: StoredSystem, changes: Partial<PunchOutSession> = {}): PunchOutSession {
  return {
    id: randomUUID(),
    protocol: 'oci',
    systemId: stored.system.id,
    systemRevision: stored.revision,
    customerId: stored.system.customers[0]?.id ?? '',
    status: 'open',
    operation: 'create',
    cartId: 'A1b2C3d4E5f6G7h8',
    createdAt: noon,
    startUntil: noon + 300_000,
    expiresAt: noon + 28_800_000,
    returnUrl: 'https://srm.buyer.example/hook?session=1&x=ä',
    returnTarget: '_top',
    parameters: [
      ['~OkCode', 'ADDI'],
      ['~OkCode', 'twice, and a NUL: \0'],
    ],
    extrinsics: [['CostCenter', '0815 – Köln']],
    details: [],
    entry: { page: { kind: 'home' }, lines: [] },
    notices: [],
    protocolData: '{"buyerCookie":"1CX3L4843PPZO"}',
    enteredAt: undefined,
    closedAt: undefined,
    ...changes,
  };
}

export function sampleForm(description = 'Schraube M8 "verzinkt"'): ReturnForm {
  return {
    action: 'https://srm.buyer.example/hook',
    target: '_top',
    charset: 'utf-8',
    fields: [
      ['NEW_ITEM-DESCRIPTION[1]', description],
      ['NEW_ITEM-LONGTEXT_1:132[]', 'a second line\r\n'],
    ],
  };
}

export function sampleSubscription(changes: Partial<Subscription> = {}): Subscription {
  return {
    id: randomUUID(),
    holder: 'Shop GmbH',
    reference: undefined,
    status: 'active',
    paidUntil: undefined,
    endsAt: undefined,
    ...changes,
  };
}

export function sampleSystemLicense(
  subscription: Pick<Subscription, 'id'>,
  changes: Partial<SystemLicense> = {},
): SystemLicense {
  return {
    id: randomUUID(),
    keyHint: randomBytes(3).toString('hex'),
    subscriptionId: subscription.id,
    status: 'active',
    website: undefined,
    stagingWebsites: [],
    systemId: undefined,
    fingerprint: undefined,
    rebindsLeft: undefined,
    former: [],
    ...changes,
  };
}

export function sampleCustomerLicense(
  systemLicense: Pick<SystemLicense, 'id' | 'subscriptionId'>,
  changes: Partial<CustomerLicense> = {},
): CustomerLicense {
  return {
    id: randomUUID(),
    keyHint: randomBytes(3).toString('hex'),
    subscriptionId: systemLicense.subscriptionId,
    status: 'active',
    included: false,
    systemLicenseId: systemLicense.id,
    customerId: undefined,
    ...changes,
  };
}
