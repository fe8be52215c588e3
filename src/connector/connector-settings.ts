import { z } from 'zod';

const addressSchema = z
  .url({ protocol: /^https?$/ })
  .refine((url) => !url.includes('#'), 'an address without a fragment')
  .refine((url) => !URL.parse(url)?.username && !URL.parse(url)?.password, 'an address without credentials');

/** How a shop is reached that speaks punchout itself. */
export const connectorSettingsSchema = z
  .strictObject({
    /** Where it takes OCI logins. */
    url: addressSchema.optional(),
    /** Where it takes cXML documents. */
    cxmlUrl: addressSchema.optional(),
    /** How long a caller waits for its whole answer. */
    timeoutMilliseconds: z.int().min(100).max(60_000).default(10_000),
    /** Whether its address may be a private one. */
    allowPrivate: z.boolean().default(false),
    /** How an OCI visit begins: the browser is sent to the shop with its form, or we ask the shop and relay the answer. */
    forms: z.enum(['redirect', 'relay']).default('redirect'),
  })
  .refine(({ url, cxmlUrl }) => url ?? cxmlUrl, 'a connector needs a url (OCI), a cxmlUrl, or both')
  .refine(
    ({ url, cxmlUrl }) => !url || !cxmlUrl || URL.parse(url)?.origin === URL.parse(cxmlUrl)?.origin,
    'url and cxmlUrl are of one shop: licenses are bound to its origin',
  );

export type ConnectorSettings = z.infer<typeof connectorSettingsSchema>;
