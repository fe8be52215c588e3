import { z } from 'zod';
import { fieldMappingSchema } from './field-rule.ts';
import { createCustomersSchema } from './made-customer.ts';
import { shopIdSchema } from './shop-id.ts';
import { unitMappingSchema } from './unit-of-measure.ts';

const credentialSchema = z.strictObject({ domain: z.string().min(1), identity: z.string().min(1) });

/** Which credentials of one cXML party (From, To or Sender) are accepted; `check: false` accepts any. */
export const partyRuleSchema = z.strictObject({
  check: z.boolean().default(true),
  credentials: z.array(credentialSchema).default([]),
});

/** Login parameters of a cXML System. Part of the fingerprint, so it holds rules, never a secret. */
const cxmlLoginSchema = z.strictObject({
  from: partyRuleSchema.prefault({}),
  to: partyRuleSchema.prefault({}),
  sender: partyRuleSchema.prefault({}),
  /** Whether the Sender's SharedSecret is checked. */
  sharedSecret: z.boolean().default(true),
  /** Whether a CredentialMac of the Sender is accepted instead of the SharedSecret it is made with. */
  credentialMac: z.boolean().default(false),
  /** `fixed`: the System's one customer. `email`, `number`: the call names the customer by one of these. */
  customer: z.enum(['fixed', 'email', 'number']).default('fixed'),
  /** Where the e-mail is looked for, in this order: names of Extrinsics, or `Contact`, `ShipTo`, `From`. */
  emailFrom: z.array(z.string().min(1)).default(['UserEmail', 'Contact']),
  /** Where the number is looked for: names of Extrinsics, or `ShipTo` (its addressID), `From` (its identity). */
  numberFrom: z.array(z.string().min(1)).default(['From']),
});

/** Login parameters of an OCI System: names of parameters and fixed values that a call must carry. */
const ociLoginSchema = z.strictObject({
  method: z.enum(['any', 'get', 'post']).default('any'),
  user: z.string().min(1).default('USERNAME'),
  password: z.string().min(1).default('PASSWORD'),
  token: z.string().min(1).default('TOKEN'),
  hookUrl: z.string().min(1).default('HOOK_URL'),
  target: z.string().min(1).default('~TARGET'),
  fixed: z.record(z.string().min(1), z.string()).default({}),
  /** The return address is the last parameter of a GET and not encoded, as IFS sends it. */
  unencodedHookUrl: z.boolean().default(false),
});

/** A shop customer who may use the System. What is compared at login is kept as keyed hashes only. */
export const customerSchema = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{32}$/, 'the id of a Shopware customer: 32 hexadecimal digits'),
  number: z.string().optional(),
  name: z.string().optional(),
  email: z.string().optional(),
  user: z.string().min(1).optional(),
  passwordHash: z.string().optional(),
  tokenHash: z.string().optional(),
});

/** Functions of OCI calls, beside the ordinary visit. */
export const ociFunctionSchema = z.enum([
  'DETAIL',
  'VALIDATE',
  'SOURCING',
  'BACKGROUND_SEARCH',
  'QUANTITYCHECK',
  'DOWNLOADJSON',
]);

const pricesSchema = z.strictObject({
  /** Most decimal places of a price; fewer are sent where they suffice. */
  decimals: z.int().min(0).max(6).optional(),
  /** Largest price unit ("per 1,000 pieces"); 1 switches price units off. cXML: with `priceBasisQuantity` only. */
  maximumUnit: z.int().min(1).max(10_000).default(10_000),
});

const common = {
  id: z.uuid(),
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and hyphens, at most 63'),
  title: z.string().min(1),
  active: z.boolean().default(true),
  /** Name of the shop in punchgate.yaml. */
  shop: z.string().min(1),
  fields: fieldMappingSchema,
  units: unitMappingSchema.prefault({}),
  customers: z.array(customerSchema),
  /** Hosts that a cart may be returned to: `buyer.example`, `buyer.example:8443` or `http://…` where it must be. */
  returnHosts: z.array(z.string().min(1)),
  /** Origins that may show the shop in a frame, besides the return hosts. */
  frameAncestors: z.array(z.string().min(1)).default([]),
  prices: pricesSchema.prefault({}),
  /**
   * What becomes of a transfer while the shop cannot show the cart. `refuse`: the buyer tries again. `transfer`: the
   * buyer may send the cart as it was read last, which is marked; nobody has confirmed its prices then, and what was
   * changed since is missing, so it is for buyers whose orders are checked again.
   */
  lastCart: z.enum(['refuse', 'transfer']).default('refuse'),
  /** Ids of the shop, where its visits have another language or currency than its sales channel. */
  language: shopIdSchema.optional(),
  currency: shopIdSchema.optional(),
  /** Where HttpOnly cookies of the shop are kept: sealed in the buyer's browser, or sealed in the gateway's database. */
  shopCookies: z.enum(['browser', 'gateway']).default('browser'),
};

/** Credentials that stand in the Header of what is returned, where they are others than those of the call. */
const headerCredentialsSchema = z.strictObject({
  from: credentialSchema.optional(),
  to: credentialSchema.optional(),
  sender: credentialSchema.optional(),
});

export const cxmlSystemSchema = z.strictObject({
  ...common,
  protocol: z.literal('cxml'),
  login: cxmlLoginSchema.prefault({}),
  /** Keyed hashes of the accepted SharedSecrets: two while one is being replaced. */
  sharedSecretHashes: z.array(z.string()).max(2),
  /** The same secrets sealed, where login.credentialMac needs them: a MAC is made with the secret itself. */
  sharedSecretSealed: z.array(z.string()).max(2).default([]),
  /** DTD version named in what we send. */
  dtdVersion: z
    .string()
    .regex(/^1\.2\.0\d\d$/, 'a version of cXML 1.2 such as 1.2.014')
    .default('1.2.014'),
  returnField: z.enum(['cxml-base64', 'cxml-urlencoded', 'both']).default('cxml-base64'),
  /** Spelling of the names of these fields: `cxml-base64` or, as the guide has it, `cXML-base64`. */
  returnFieldCase: z.enum(['lower', 'guide']).default('lower'),
  headerCredentials: headerCredentialsSchema.prefault({}),
  shipping: z.enum(['header', 'line', 'none']).default('header'),
  /** Where tax is told: nowhere, as one sum in the header, with each line, or as a line of its own. */
  tax: z.enum(['none', 'header', 'line', 'own-line']).default('none'),
  /** Whether tax is told with its rate in a TaxDetail too. */
  taxDetail: z.boolean().default(false),
  /** Whether a price for more than one unit travels with a PriceBasisQuantity; needs a DTD version that has it. */
  priceBasisQuantity: z.boolean().default(false),
  /** Ids that the buyer's index has for categories (SelectedItem), to ids of categories of the shop. */
  categories: z.record(z.string().min(1), shopIdSchema).default({}),
  /** The most that a later request may do with a returned cart. */
  operationAllowed: z.enum(['create', 'inspect', 'edit']).default('edit'),
  /** Personal data that is not kept: names of Extrinsics, or `ShipTo`, `Contact`. */
  dropped: z.array(z.string().min(1)).default([]),
  /** Whether a buyer whose e-mail no customer has gets a shop customer of his own; with login.customer email. */
  createCustomers: createCustomersSchema.optional(),
});

export const ociSystemSchema = z.strictObject({
  ...common,
  protocol: z.literal('oci'),
  login: ociLoginSchema.prefault({}),
  charset: z
    .enum(['utf-8', 'iso-8859-1', 'iso-8859-2', 'iso-8859-15', 'windows-1250', 'windows-1252'])
    .default('utf-8'),
  /** Whether `http_content_charset` of a call sets another charset for its answer. */
  charsetOfCall: z.boolean().default(false),
  /** Index of the first item. */
  startIndex: z.union([z.literal(0), z.literal(1)]).default(1),
  /** Whether fields of the mapping that are empty are sent all the same. */
  emptyFields: z.boolean().default(false),
  /** The return address as it came, its query split into fields, or both. */
  hookUrl: z.enum(['as-is', 'split', 'both']).default('as-is'),
  /** Whether the return address may be `SAPEVENT:POST`, which SAP GUI catches. */
  sapEvent: z.boolean().default(false),
  /** Control fields (`~OkCode`, `~CALLER`, `~TARGET`): those that came, or always. */
  controlFields: z.enum(['echo', 'always']).default('echo'),
  shipping: z.enum(['line', 'none']).default('line'),
  /**
   * What a cancelled visit does: post a form without items, show a message and leave the window to the buyer, or go to
   * the address in the parameter OCICANCEL (a message where none came).
   */
  cancel: z.enum(['empty-post', 'message', 'cancel-url']).default('empty-post'),
  /** Functions that are offered; a call for another is refused. */
  functions: z.array(ociFunctionSchema).default(ociFunctionSchema.options),
  /** Most hits of a BACKGROUND_SEARCH. */
  hits: z.int().min(1).max(500).default(25),
  /** Most articles on one page of DOWNLOADJSON, whatever PAGESIZE a call wishes. */
  pageSize: z.int().min(1).max(100_000).default(1_000),
  /** `hierarchy`: a line of its own (ITEM_TYPE) stands above the parts of a bundle, which name it (PARENT_ID). OCI 5. */
  bundles: z.enum(['flat', 'hierarchy']).default('flat'),
  /** How a cart is written: `NEW_ITEM-` fields, or one field that holds JSON, a convention of some buyers of OCI 5. */
  cartFormat: z.enum(['fields', 'json']).default('fields'),
  /** Name of that one field. */
  jsonField: z.string().min(1).default('json'),
});

/** One agreed configuration of a punchout, as it is stored. */
export const systemSchema = z.discriminatedUnion('protocol', [cxmlSystemSchema, ociSystemSchema]);

export type System = z.infer<typeof systemSchema>;
export type CxmlSystem = z.infer<typeof cxmlSystemSchema>;
export type OciSystem = z.infer<typeof ociSystemSchema>;
export type OciFunction = z.infer<typeof ociFunctionSchema>;
export type SystemCustomer = z.infer<typeof customerSchema>;
export type CxmlCredential = z.infer<typeof credentialSchema>;
export type CxmlPartyRule = z.infer<typeof partyRuleSchema>;
export type Protocol = System['protocol'];
