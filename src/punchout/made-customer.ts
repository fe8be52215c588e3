import { createHash } from 'node:crypto';
import { z } from 'zod';
import { shopIdSchema } from './shop-id.ts';
import type { SystemCustomer } from './system.ts';

/** Whether buyers get a shop customer of their own, and what it is like. */
export const createCustomersSchema = z.strictObject({
  /** Customer group that they get. */
  group: shopIdSchema,
  /** Shop customer whose address, payment method and language they get. */
  template: shopIdSchema,
  /** Most customers that the System ever gets so. */
  maximum: z.int().min(1).max(100_000),
});

export type CreateCustomers = z.infer<typeof createCustomersSchema>;

/** A buyer as a setup request tells of him. */
export interface Buyer {
  email: string;
  firstName: string;
  lastName: string;
}

/** A customer that the shop shall have. */
export interface NewCustomer extends Buyer, Pick<CreateCustomers, 'group' | 'template'> {
  id: string;
  /** Nobody keeps it. */
  password: string;
}

/** Shop customers that were made for buyers, beside those that a System's configuration names. */
export interface MadeCustomerStore {
  /** `email` in whatever letter case. `made` is false while the shop is not known to have the customer. */
  byEmail(systemId: string, email: string): Promise<{ customer: SystemCustomer; made: boolean } | undefined>;
  /** Keeps a place for a customer, also where another process does so now; false where the System has `maximum`. */
  reserve(
    systemId: string,
    place: { customer: SystemCustomer; maximum: number; at: number },
  ): Promise<boolean>;
  /** The shop has the customer. */
  confirm(systemId: string, customerId: string): Promise<void>;
}

/** The same for the same buyer, whoever asks and how often: two requests at one time make one customer. */
export function customerIdOf(systemId: string, email: string): string {
  const buyer = JSON.stringify([systemId, email.toLowerCase()]);
  return createHash('sha256').update(`customer ${buyer}`).digest('hex').slice(0, 32);
}
