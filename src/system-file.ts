import { z } from 'zod';
import { cxmlLoginKeys, sharedSecretContext } from './cxml/authenticate.ts';
import { priceBasisSince } from './cxml/element-table.ts';
import { defaultCxmlFields, isCxmlField, missingCxmlFields } from './cxml/fields.ts';
import { keepSeals } from './keep-seals.ts';
import { ociLoginKeys } from './oci/authenticate.ts';
import { defaultOciFields, isOciField } from './oci/fields.ts';
import { clashingFields, jsonKey } from './oci/json-cart.ts';
import {
  type FieldRules,
  fieldRuleSchema,
  lookupTablesSchema,
  reportMissingTables,
} from './punchout/field-rule.ts';
import type { StoredSystem, Surroundings, SystemStore, Vault } from './punchout/ports.ts';
import { originOf } from './punchout/return-url.ts';
import {
  type CxmlSystem,
  customerSchema,
  cxmlSystemSchema,
  ociSystemSchema,
  partyRuleSchema,
  type System,
  systemSchema,
} from './punchout/system.ts';
import { systemFingerprint } from './punchout/system-fingerprint.ts';
import { unitMappingSchema } from './punchout/unit-of-measure.ts';

type Fault = (message: string, ...path: (string | number)[]) => void;

/** A check that adds its faults to those of the schema. Checks stand at what they are about: all of them run. */
function check<T>(find: (value: T, fault: Fault) => void) {
  return (value: T, context: z.RefinementCtx) =>
    find(value, (message, ...path) => context.addIssue({ code: 'custom', message, path }));
}

/** A rule may be written as the name of one data field, or as a list of them. */
const ruleSchema = z.union([
  z.string().transform((name) => ({ from: [name] })),
  z.array(z.string()).transform((names) => ({ from: names })),
  z.record(z.string(), z.unknown()),
]);

function fieldsSchema(checkRules: (rules: FieldRules, fault: Fault) => void) {
  const rules = z
    .record(z.string(), ruleSchema.pipe(fieldRuleSchema))
    .superRefine(check(checkRules))
    .optional();
  const tables = lookupTablesSchema.optional();
  return z
    .strictObject({ item: rules, shipping: rules, discount: rules, tables })
    .superRefine(reportMissingTables)
    .prefault({});
}

const hostSchema = z.string().refine((host) => originOf(host) !== undefined, 'not a host or an origin');

const shared = {
  title: z.string().min(1).optional(),
  returnHosts: z.array(hostSchema).min(1, 'at least one host'),
  frameAncestors: z.array(hostSchema).default([]),
};

/** Customers with secrets in plain text, as they stand in the file; they are stored as keyed hashes. */
const customerFileSchema = customerSchema
  .omit({ passwordHash: true, tokenHash: true })
  .extend({ password: z.string().min(1).optional(), token: z.string().min(16).optional() });

type CustomerFile = z.infer<typeof customerFileSchema>;

const ociFileSchema = ociSystemSchema.omit({ id: true }).extend({
  ...shared,
  customers: z.array(customerFileSchema).default([]).superRefine(check(checkOciCustomers)),
  fields: fieldsSchema(checkOciRules),
  units: unitMappingSchema.superRefine(check(checkOciUnits)).prefault({}),
});

const checkedPartySchema = partyRuleSchema.superRefine(check(checkParty)).prefault({});

const cxmlFileSchema = cxmlSystemSchema
  .omit({ id: true, sharedSecretHashes: true, sharedSecretSealed: true })
  .extend({
    ...shared,
    customers: z.array(customerFileSchema).default([]),
    fields: fieldsSchema(checkCxmlRules),
    login: cxmlSystemSchema.shape.login
      .unwrap()
      .extend({ from: checkedPartySchema, to: checkedPartySchema, sender: checkedPartySchema })
      .prefault({}),
    /** One SharedSecret, or two while the buyer replaces it. */
    sharedSecret: z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(2)]).optional(),
  });

/** A System as an operator writes it: config/systems/<name>.yaml. */
export const systemFileSchema = z.discriminatedUnion('protocol', [
  cxmlFileSchema.superRefine(check(checkCxml)),
  ociFileSchema.superRefine(check(checkJsonCart)).superRefine(check(checkBundles)),
]);

export type SystemFile = z.infer<typeof systemFileSchema>;

export interface SystemFilePorts {
  systems: SystemStore;
  vault: Vault;
  surroundings: Surroundings;
}

/** Brings a System into the store: a new one, or a new revision of the one with its name. */
export async function applySystemFile(file: SystemFile, ports: SystemFilePorts): Promise<StoredSystem> {
  const known = await ports.systems.byName(file.name);
  const system = systemOf(file, known?.system.id ?? ports.surroundings.uuid(), ports.vault);
  return await saveSystem(keepSeals(system, known?.system), ports);
}

export async function saveSystem(system: System, ports: SystemFilePorts): Promise<StoredSystem> {
  return await ports.systems.save(system, {
    fingerprint: systemFingerprint(system),
    loginKeys: loginKeysOf(system),
    at: ports.surroundings.now(),
  });
}

export function loginKeysOf(system: System): string[] {
  return system.protocol === 'cxml' ? cxmlLoginKeys(system) : ociLoginKeys(system);
}

/** The System of a file, with its secrets hashed and the rules that it does not have taken from the protocol. */
export function systemOf(file: SystemFile, id: string, vault: Vault): System {
  const { customers, title = file.name } = file;
  const own = { id, title, customers: customers.map((customer) => sealedCustomer(customer, vault)) };
  if (file.protocol === 'oci') {
    return systemSchema.parse({ ...file, ...own, fields: completed(file.fields, defaultOciFields) });
  }
  const { sharedSecret, ...cxml } = file;
  const secrets = [sharedSecret ?? []].flat();
  const needed = file.login.credentialMac ? secrets : [];
  return systemSchema.parse({
    ...cxml,
    ...own,
    fields: completed(file.fields, defaultCxmlFields),
    sharedSecretHashes: secrets.map((secret) => vault.hash(secret)),
    sharedSecretSealed: needed.map((secret) => vault.seal(secret, sharedSecretContext(id))),
  });
}

function sealedCustomer({ password, token, ...customer }: CustomerFile, vault: Vault) {
  const passwordHash = password === undefined ? {} : { passwordHash: vault.hash(password) };
  return { ...customer, ...passwordHash, ...(token === undefined ? {} : { tokenHash: vault.hash(token) }) };
}

/** A set of rules that the file does not have is taken from the protocol; from then on the System owns it. */
function completed(fields: SystemFile['fields'], defaults: object) {
  return {
    ...defaults,
    ...Object.fromEntries(Object.entries(fields).filter(([, rules]) => rules !== undefined)),
  };
}

function checkOciRules(rules: FieldRules, fault: Fault): void {
  for (const name of Object.keys(rules)) if (!isOciField(name)) fault('no field of oci', name);
}

function checkCxmlRules(rules: FieldRules, fault: Fault): void {
  const names = Object.keys(rules);
  for (const name of names) if (!isCxmlField(name)) fault('no field of cxml', name);
  const missing = missingCxmlFields(names);
  if (missing.length > 0 && names.every(isCxmlField)) fault(`needs ${missing.join(', ')}`);
}

function checkOciUnits(units: z.infer<typeof unitMappingSchema>, fault: Fault): void {
  const problem = 'an OCI unit has at most 3 characters';
  for (const [unit, entry] of Object.entries(units.table)) {
    const [code, ...path] = typeof entry === 'string' ? [entry] : [entry.code, 'code'];
    if (code.length > 3) fault(problem, 'table', unit, ...path);
  }
  if ((units.default?.length ?? 0) > 3) fault(problem, 'default');
}

function checkJsonCart({ cartFormat, fields }: z.infer<typeof ociFileSchema>, fault: Fault): void {
  if (cartFormat !== 'json') return;
  for (const kind of ['item', 'shipping', 'discount'] as const)
    for (const name of clashingFields(Object.keys(fields[kind] ?? {})))
      fault(`another field is ${jsonKey(name)} in a JSON cart too`, 'fields', kind, name);
}

/** The bracket around a bundle has no unit in the shop. */
function checkBundles({ bundles, units }: z.infer<typeof ociFileSchema>, fault: Fault): void {
  if (bundles === 'hierarchy' && units.default === undefined)
    fault('needs units.default, the unit of the line above a bundle', 'bundles');
}

function checkOciCustomers(customers: CustomerFile[], fault: Fault): void {
  const users = customers.map(({ user, email }) => (user ?? email ?? '').toLowerCase());
  const tokens = customers.map(({ token }) => token);
  customers.forEach(({ password, token }, index) => {
    if (!password && !token) fault('needs a password or a token', index);
    if (password && users[index] === '') fault('needs a user or an email', index);
    if (password && users.indexOf(users[index] ?? '') !== index) fault('user is taken', index);
    if (token && tokens.indexOf(token) !== index) fault('token is taken', index);
  });
}

function checkParty({ check: checked, credentials }: z.infer<typeof partyRuleSchema>, fault: Fault): void {
  if (checked && credentials.length === 0) fault('checked, but no credential is accepted');
}

type CxmlReturn = Pick<
  CxmlSystem,
  'dtdVersion' | 'priceBasisQuantity' | 'shipping' | 'tax' | 'taxDetail' | 'units'
>;

/** What a returned cart cannot hold. */
function checkCxmlReturn(file: CxmlReturn, fault: Fault): void {
  if (file.priceBasisQuantity && file.dtdVersion < priceBasisSince)
    fault(`needs dtdVersion ${priceBasisSince} or later`, 'priceBasisQuantity');
  if (file.taxDetail && file.tax !== 'header' && file.tax !== 'line')
    fault('needs tax: header or tax: line', 'taxDetail');
  if (file.units.default !== undefined) return;
  if (file.tax === 'own-line') fault('needs units.default, the unit of the line of tax', 'tax');
  if (file.shipping === 'line') fault('needs units.default, the unit of the line of shipping', 'shipping');
}

function checkCxml(file: z.infer<typeof cxmlFileSchema>, fault: Fault): void {
  const { login, sharedSecret, customers } = file;
  checkCxmlReturn(file, fault);
  if (file.createCustomers && login.customer !== 'email')
    fault('needs login.customer: email', 'createCustomers');
  const checkedBy = login.sharedSecret ? 'login.sharedSecret' : 'login.credentialMac';
  if ((login.sharedSecret || login.credentialMac) && !sharedSecret)
    fault(`checked by ${checkedBy}, but not given`, 'sharedSecret');
  if (login.customer === 'fixed') {
    if (customers.length !== 1) fault('login.customer fixed needs exactly one', 'customers');
    return;
  }
  const by = login.customer;
  const article = by === 'email' ? 'an' : 'a';
  const keys = customers.map((customer) => customer[by]?.toLowerCase());
  keys.forEach((key, index) => {
    if (!key) fault(`needs ${article} ${by}: login.customer is ${by}`, 'customers', index);
    else if (keys.indexOf(key) !== index) fault(`${by} is taken`, 'customers', index);
  });
}
