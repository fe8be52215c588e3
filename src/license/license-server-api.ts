import { z } from 'zod';
import { customerLicenseSchema, systemLicenseSchema } from './license-document.ts';

/** What license server and gateway say to each other over HTTP. The OpenAPI document is made from these schemas. */

const nonce = z
  .string()
  .min(16)
  .max(200)
  .describe('Repeated in the signed document, so that no old answer will do');
const name = z.string().min(1).max(200);
const websiteSchema = z.string().min(1).max(300).describe('Origin of the shop, e.g. https://shop.example');
const systemSchema = z.object({
  id: name.describe('Id of the System at the gateway'),
  fingerprint: z
    .string()
    .regex(/^v1:[0-9a-f]{64}$/)
    .describe('v1: and the SHA-256 of its configuration'),
});
const jws = z.string().describe('License document as compact JWS, signed with Ed25519');

const keySchema = z.object({
  id: z.string().describe('RFC 7638 thumbprint'),
  publicKey: z.string().describe('JWK as JSON text'),
  endorsement: z.string().optional().describe('Compact JWS of the key before it over the public key'),
});

const documentsSchema = z.object({ documents: z.array(jws) });

const time = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const reference = name.describe('What the shop calls the subscription, e.g. the number of its order');
const counts = {
  systems: z.int().min(0).max(1_000).default(0).describe('System licenses; each includes a customer license'),
  customers: z.int().min(0).max(10_000).default(0).describe('Customer licenses besides'),
};

/** Events of the vendor's shop. */
const shopEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('subscription.purchased'),
    reference,
    holder: name,
    paidUntil: time.optional(),
    ...counts,
    rebinds: z.int().min(0).optional().describe('How often each system license may be bound anew'),
  }),
  z.object({
    type: z.literal('licenses.purchased'),
    reference,
    ...counts,
    rebinds: z.int().min(0).optional(),
  }),
  z.object({ type: z.literal('subscription.renewed'), reference, paidUntil: time }),
  z.object({
    type: z.literal('subscription.cancelled'),
    reference,
    endsAt: time
      .optional()
      .describe('Without it: the end of the paid period where one is recorded, else at once'),
    immediately: z.boolean().default(false),
  }),
  z.object({ type: z.literal('subscription.resumed'), reference }),
]);

export type ShopEvent = z.infer<typeof shopEventSchema>;

const issuedSchema = z.object({
  kind: z.enum(['system', 'customer']),
  id: z.string(),
  key: z.string().describe('Shown this once'),
});

interface Endpoint {
  method: 'GET' | 'POST';
  path: string;
  summary: string;
  /** `key`: a license key as bearer token. `signature`: Standard Webhooks. */
  authentication: 'none' | 'key' | 'signature';
  request?: z.ZodType;
  response: z.ZodType;
}

export const endpoints = {
  keys: {
    method: 'GET',
    path: '/v1/keys',
    summary: 'Public keys that documents are verified with, oldest first',
    authentication: 'none',
    response: z.object({ keys: z.array(keySchema) }),
  },
  document: {
    method: 'POST',
    path: '/v1/document',
    summary: 'All licenses of the subscription that the key belongs to, signed',
    authentication: 'key',
    request: z.object({ nonce }),
    response: documentsSchema,
  },
  connect: {
    method: 'POST',
    path: '/v1/connect',
    summary: 'Connect a system license to a website and bind it to a System',
    authentication: 'key',
    request: z.object({
      nonce,
      licenseId: name.optional().describe('Another license of the subscription than the one of the key'),
      website: websiteSchema,
      system: systemSchema.optional(),
      takeOver: z.boolean().default(false).describe('Whether it may be taken from another System'),
    }),
    response: documentsSchema.extend({ license: systemLicenseSchema }),
  },
  rebind: {
    method: 'POST',
    path: '/v1/rebind',
    summary: 'Bind a system license of the same subscription to another fingerprint',
    authentication: 'key',
    request: z.object({ nonce, licenseId: name, system: systemSchema, from: z.string().optional() }),
    response: documentsSchema.extend({ license: systemLicenseSchema }),
  },
  assign: {
    method: 'POST',
    path: '/v1/assign',
    summary: 'Give a shop customer a customer license of a System',
    authentication: 'key',
    request: z.object({
      nonce,
      website: websiteSchema,
      fingerprint: z.string(),
      customerId: name,
      license: name.optional().describe('Key or id of the customer license; without it a free one is taken'),
    }),
    response: documentsSchema.extend({ license: customerLicenseSchema }),
  },
  release: {
    method: 'POST',
    path: '/v1/release',
    summary: 'Free a customer license',
    authentication: 'key',
    request: z.object({ nonce, license: name }),
    response: documentsSchema.extend({ license: customerLicenseSchema }),
  },
  move: {
    method: 'POST',
    path: '/v1/move',
    summary: 'Give a customer license to another customer of the same System',
    authentication: 'key',
    request: z.object({ nonce, license: name, customerId: name }),
    response: documentsSchema.extend({ license: customerLicenseSchema }),
  },
  events: {
    method: 'POST',
    path: '/v1/events',
    summary: "An event of the vendor's shop; each id is carried out once",
    authentication: 'signature',
    request: shopEventSchema,
    response: z.object({
      applied: z.boolean().describe('False where the event was carried out before'),
      subscription: z.string(),
      issued: z.array(issuedSchema),
    }),
  },
} as const satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof endpoints;
export type RequestOf<Name extends EndpointName> = (typeof endpoints)[Name] extends {
  request: infer Schema extends z.ZodType;
}
  ? z.input<Schema>
  : undefined;
export type ResponseOf<Name extends EndpointName> = z.output<(typeof endpoints)[Name]['response']>;

/** A refusal, as RFC 9457 says. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string().describe('Stable; docs/license-codes.md has them all'),
  detail: z.string(),
  advice: z.string(),
});
