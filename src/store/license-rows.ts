import type { Insertable } from 'kysely';
import { z } from 'zod';
import type { CustomerLicense, Subscription, SystemLicense } from '../punchout/license.ts';
import { jsonText, nullable, parseRow } from './parse-row.ts';
import type { Tables } from './tables.ts';

const statusSchema = z.enum(['active', 'suspended', 'revoked']);

const systemLicenseSchema = z.object({
  id: z.string(),
  keyHint: z.string(),
  subscriptionId: z.string(),
  status: statusSchema,
  website: nullable(z.string()),
  stagingWebsites: jsonText(z.array(z.string())),
  systemId: nullable(z.string()),
  fingerprint: nullable(z.string()),
  rebindsLeft: nullable(z.int()),
  former: z.array(z.object({ fingerprint: z.string(), until: z.int() })),
});

const customerLicenseSchema = z.object({
  id: z.string(),
  keyHint: z.string(),
  subscriptionId: z.string(),
  status: statusSchema,
  included: z.int().transform((flag) => flag === 1),
  systemLicenseId: nullable(z.string()),
  customerId: nullable(z.string()),
});

const subscriptionSchema = z.object({
  id: z.string(),
  holder: z.string(),
  reference: nullable(z.string()),
  status: z.enum(['active', 'cancelled', 'ended']),
  paidUntil: nullable(z.int()),
  endsAt: nullable(z.int()),
});

export function readSubscription(row: unknown): Subscription {
  return parseRow(subscriptionSchema, row, 'subscription');
}

export function readSystemLicense(row: object, former: readonly unknown[]): SystemLicense {
  return parseRow(systemLicenseSchema, { ...row, former }, 'system license');
}

export function readCustomerLicense(row: unknown): CustomerLicense {
  return parseRow(customerLicenseSchema, row, 'customer license');
}

export function subscriptionRow(subscription: Subscription): Insertable<Tables['subscriptions']> {
  const { id, holder, reference = null, status, paidUntil = null, endsAt = null } = subscription;
  const due = [paidUntil, endsAt].filter((time) => time !== null);
  const searched = { holderKey: searchKey(holder), dueAt: due.length === 0 ? null : Math.min(...due) };
  return { id, holder, reference, status, paidUntil, endsAt, ...searched };
}

/** All but the hash of the key, which never changes. */
export function systemLicenseRow(
  license: SystemLicense,
): Omit<Insertable<Tables['systemLicenses']>, 'keyHash'> {
  const { id, keyHint, subscriptionId, status, stagingWebsites } = license;
  const { website = null, systemId = null, fingerprint = null, rebindsLeft = null } = license;
  const own = { id, keyHint, subscriptionId, status, website, systemId, fingerprint, rebindsLeft };
  return { ...own, stagingWebsites: JSON.stringify(stagingWebsites) };
}

export function customerLicenseRow(
  license: CustomerLicense,
): Omit<Insertable<Tables['customerLicenses']>, 'keyHash'> {
  const {
    id,
    keyHint,
    subscriptionId,
    status,
    included,
    systemLicenseId = null,
    customerId = null,
  } = license;
  return { id, keyHint, subscriptionId, status, included: included ? 1 : 0, systemLicenseId, customerId };
}

/** How a holder is searched. */
export function searchKey(holder: string): string {
  return holder.toLowerCase();
}
