import { z } from 'zod';
import type { LicenseRecords } from '../punchout/license-verdict.ts';
import { nullable, parseRow } from './parse-row.ts';

const systemLicenseSchema = z.object({
  id: z.string(),
  key: z.string(),
  subscriptionId: z.string(),
  systemId: nullable(z.string()),
  fingerprint: nullable(z.string()),
  website: nullable(z.string()),
});

const customerLicenseSchema = z.object({
  id: z.string(),
  key: z.string(),
  subscriptionId: z.string(),
  systemLicenseId: z.string(),
  customerId: nullable(z.string()),
});

const subscriptionSchema = z.object({
  id: z.string(),
  holder: z.string(),
  status: z.enum(['active', 'cancelled', 'ended']),
  endsAt: nullable(z.int()),
});

const recordsSchema = z.object({
  systemLicenses: z.array(systemLicenseSchema),
  customerLicenses: z.array(customerLicenseSchema),
  subscriptions: z.array(subscriptionSchema),
});

export function readRecords(rows: unknown): LicenseRecords {
  return parseRow(recordsSchema, rows, 'license');
}
