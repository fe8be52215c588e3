import { createHash } from 'node:crypto';
import { CompactSign, compactVerify, errors, importJWK } from 'jose';
import { z } from 'zod';
import type { LicenseRecords } from '../punchout/license.ts';
import { LicenseError } from '../punchout/license-error.ts';
import type { PublishedKey } from '../punchout/signed-licenses.ts';

const type = 'punchgate-license+jws';

const time = z.int().min(0);
const text = z.string().min(1);
const statusSchema = z.enum(['active', 'suspended', 'revoked']);
/** An absent property and an undefined one are the same. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  schema.optional().transform((value): z.infer<Schema> | undefined => value);

/** All licenses of one subscription, as they are signed and published. Times are epoch milliseconds. */
const subscriptionSchema = z.object({
  id: text,
  holder: z.string(),
  reference: optional(z.string()),
  status: z.enum(['active', 'cancelled', 'ended']),
  paidUntil: optional(time),
  endsAt: optional(time),
});

export const systemLicenseSchema = z.object({
  id: text,
  keyHint: z.string(),
  subscriptionId: text,
  status: statusSchema,
  website: optional(text),
  stagingWebsites: z.array(text).readonly(),
  systemId: optional(text),
  fingerprint: optional(text),
  rebindsLeft: optional(z.int().min(0)),
  former: z.array(z.object({ fingerprint: text, until: time })).readonly(),
});

export const customerLicenseSchema = z.object({
  id: text,
  keyHint: z.string(),
  subscriptionId: text,
  status: statusSchema,
  included: z.boolean(),
  systemLicenseId: optional(text),
  customerId: optional(text),
});

const documentSchema = z.object({
  version: z.literal(1),
  subscription: subscriptionSchema,
  systemLicenses: z.array(systemLicenseSchema),
  customerLicenses: z.array(customerLicenseSchema),
  issuedAt: time,
  notAfter: time,
  /** Number of the newest change that the authority had made. */
  serial: time,
  /** What the asker wanted to find in the answer, so that no recorded one will do. */
  nonce: optional(z.string()),
});

export type LicenseDocument = z.infer<typeof documentSchema>;

/** The JWS (EdDSA over Ed25519, RFC 8037) of a document. */
export async function signDocument(
  document: LicenseDocument,
  { id, privateKey }: { id: string; privateKey: string },
): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  const signature = new CompactSign(bytes).setProtectedHeader({ alg: 'EdDSA', kid: id, typ: type });
  return await signature.sign(await importJWK(JSON.parse(privateKey), 'EdDSA'));
}

/**
 * Reads a document that one of the keys has signed.
 * @throws LicenseError `document_invalid`, `document_untrusted`, `document_altered`
 */
export async function verifyDocument(jws: string, keys: readonly PublishedKey[]): Promise<LicenseDocument> {
  const payload = await verified(jws, keys);
  try {
    return documentSchema.parse(JSON.parse(new TextDecoder().decode(payload)));
  } catch (cause) {
    throw new LicenseError('document_invalid', 'what was signed is no license document', { cause });
  }
}

async function verified(jws: string, keys: readonly PublishedKey[]): Promise<Uint8Array> {
  let signer = 'an unnamed key';
  try {
    const findKey = async ({ kid = '' }: { kid?: string }) => {
      signer = `the key ${kid.slice(0, 60)}`;
      const key = keys.find(({ id }) => id === kid);
      if (!key)
        throw new LicenseError('document_untrusted', `it is signed with ${signer}, which is not believed`);
      return await importJWK(JSON.parse(key.publicKey), 'EdDSA');
    };
    const { payload, protectedHeader } = await compactVerify(jws, findKey, { algorithms: ['EdDSA'] });
    if (protectedHeader.typ !== type)
      throw new LicenseError('document_invalid', 'it is signed for another purpose');
    return payload;
  } catch (error) {
    if (error instanceof LicenseError) throw error;
    if (error instanceof errors.JWSSignatureVerificationFailed)
      throw new LicenseError('document_altered', `the signature of ${signer} does not fit`, {
        cause: error,
      });
    throw new LicenseError('document_invalid', 'it is no signed document', { cause: error });
  }
}

export function recordsOfDocument({
  subscription,
  systemLicenses,
  customerLicenses,
}: LicenseDocument): LicenseRecords {
  return { systemLicenses, customerLicenses, subscriptions: [subscription] };
}

/** The same licenses have the same digest, whenever and with whatever key they were signed. */
export function digestOf(document: LicenseDocument): string {
  const { subscription, systemLicenses, customerLicenses } = document;
  const text = JSON.stringify([subscription, systemLicenses, customerLicenses]);
  return createHash('sha256').update(text).digest('base64url');
}
