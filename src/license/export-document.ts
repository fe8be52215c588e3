import { LicenseError } from '../punchout/license-error.ts';
import type { LicenseStore } from '../punchout/license-store.ts';
import { signDocument } from './license-document.ts';
import { currentSigningKey, type SigningKeyPorts } from './signing-keys.ts';

const day = 24 * 60 * 60_000;

export interface ExportOrder {
  subscriptionId: string;
  /** How long the document counts. */
  days: number;
  /** Repeated in an answer. */
  nonce?: string | undefined;
}

/**
 * All licenses of a subscription as a signed document.
 * @throws LicenseError `subscription_unknown`
 */
export async function exportDocument(
  { subscriptionId, days, nonce }: ExportOrder,
  ports: SigningKeyPorts & { licenses: LicenseStore },
): Promise<string> {
  const { licenses, surroundings } = ports;
  // Read first: a change that comes in between makes the document newer than it says, never older.
  const serial = await licenses.version();
  const { subscriptions, systemLicenses, customerLicenses } = await licenses.recordsOf(subscriptionId);
  const [subscription] = subscriptions;
  if (!subscription)
    throw new LicenseError('subscription_unknown', `there is no subscription "${subscriptionId}"`);
  const issuedAt = surroundings.now();
  const notAfter = issuedAt + Math.round(days * day);
  const content = {
    version: 1,
    subscription,
    systemLicenses,
    customerLicenses,
    issuedAt,
    notAfter,
    serial,
    nonce,
  } as const;
  return await signDocument(content, await currentSigningKey(ports));
}
