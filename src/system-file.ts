import { z } from 'zod';
import { cxmlLoginKeys } from './cxml/authenticate.ts';
import { defaultCxmlFields, isCxmlField, missingCxmlFields } from './cxml/fields.ts';
import { ociLoginKeys } from './oci/authenticate.ts';
import { defaultOciFields, isOciField } from './oci/fields.ts';
import { fieldRuleSchema } from './punchout/field-rule.ts';
import type { StoredSystem, Surroundings, SystemStore, Vault } from './punchout/ports.ts';
import { originOf } from './punchout/return-url.ts';
import {
  customerSchema,
  cxmlSystemSchema,
  ociSystemSchema,
  type Protocol,
  type System,
  systemSchema,
} from './punchout/system.ts';
import { systemFingerprint } from './punchout/system-fingerprint.ts';
import { type Environment, readYamlFile } from './yaml-file.ts';

/** A rule may be written as the name of one data field, or as a list of them. */
const ruleSchema = z.union([
  z.string().transform((name) => ({ from: [name] })),
  z.array(z.string()).transform((names) => ({ from: names })),
  z.record(z.string(), z.unknown()),
]);

const rulesSchema = z.record(z.string(), ruleSchema.pipe(fieldRuleSchema));

/** Customers with secrets in plain text, as they stand in the file; they are stored as keyed hashes. */
const customerFileSchema = customerSchema
  .omit({ passwordHash: true, tokenHash: true })
  .extend({ password: z.string().min(1).optional(), token: z.string().min(16).optional() });

const fieldsSchema = z.strictObject({
  item: rulesSchema.optional(),
  shipping: rulesSchema.optional(),
  discount: rulesSchema.optional(),
});

const shared = {
  customers: z.array(customerFileSchema).default([]),
  fields: fieldsSchema.prefault({}),
  title: z.string().min(1).optional(),
};

const cxmlFileSchema = cxmlSystemSchema.omit({ id: true, sharedSecretHashes: true }).extend({
  ...shared,
  /** One SharedSecret, or two while the buyer replaces it. */
  sharedSecret: z.union([z.string().min(1), z.array(z.string().min(1)).max(2)]).optional(),
});

const ociFileSchema = ociSystemSchema.omit({ id: true }).extend(shared);

/** A System as an operator writes it: config/systems/<name>.yaml. */
export const systemFileSchema = z
  .discriminatedUnion('protocol', [cxmlFileSchema, ociFileSchema])
  .superRefine(checkSystemFile);

export type SystemFile = z.infer<typeof systemFileSchema>;

export interface SystemFilePorts {
  systems: SystemStore;
  vault: Vault;
  surroundings: Surroundings;
}

export async function readSystemFile(path: string, environment: Environment): Promise<SystemFile> {
  return await readYamlFile(path, systemFileSchema, environment);
}

/** Brings a System into the store: a new one, or a new revision of the one with its name. */
export async function applySystemFile(file: SystemFile, ports: SystemFilePorts): Promise<StoredSystem> {
  const known = await ports.systems.byName(file.name);
  const system = systemOf(file, known?.system.id ?? ports.surroundings.uuid(), ports.vault);
  return await ports.systems.save(system, {
    fingerprint: systemFingerprint(system),
    loginKeys: system.protocol === 'cxml' ? cxmlLoginKeys(system) : ociLoginKeys(system),
    at: ports.surroundings.now(),
  });
}

function systemOf(file: SystemFile, id: string, vault: Vault): System {
  const { fields, customers, title = file.name, ...rest } = file;
  const base = {
    ...rest,
    id,
    title,
    fields: completeFields(fields, file.protocol),
    customers: customers.map(sealed),
  };
  if (base.protocol === 'oci') return systemSchema.parse(base);
  const { sharedSecret, ...cxml } = base;
  return systemSchema.parse({ ...cxml, sharedSecretHashes: [sharedSecret ?? []].flat().map(vault.hash) });

  function sealed({ password, token, ...customer }: z.infer<typeof customerFileSchema>) {
    const passwordHash = password === undefined ? {} : { passwordHash: vault.hash(password) };
    return { ...customer, ...passwordHash, ...(token === undefined ? {} : { tokenHash: vault.hash(token) }) };
  }
}

/** A set of rules that the file does not have is taken from the protocol; from then on the System owns it. */
function completeFields(fields: z.infer<typeof fieldsSchema>, protocol: Protocol) {
  const given = Object.entries(fields).filter(([, rules]) => rules !== undefined);
  return { ...(protocol === 'oci' ? defaultOciFields : defaultCxmlFields), ...Object.fromEntries(given) };
}

type Fault = (message: string, ...path: (string | number)[]) => void;

function checkSystemFile(
  file: z.infer<typeof cxmlFileSchema> | z.infer<typeof ociFileSchema>,
  context: z.RefinementCtx,
) {
  const fault: Fault = (message, ...path) => context.addIssue({ code: 'custom', message, path });
  checkFields(file, fault);
  file.returnHosts.forEach((host, index) => {
    if (!originOf(host)) fault('not a host or an origin', 'returnHosts', index);
  });
  if (file.returnHosts.length === 0) fault('at least one host', 'returnHosts');
  if (file.protocol === 'oci') checkOci(file, fault);
  else checkCxml(file, fault);
}

function checkFields({ fields, protocol }: SystemFile, fault: Fault): void {
  const isField = protocol === 'oci' ? isOciField : isCxmlField;
  for (const [kind, rules] of Object.entries(fields)) {
    const unknown = Object.keys(rules ?? {}).filter((name) => !isField(name));
    for (const name of unknown) fault(`no field of ${protocol}`, 'fields', kind, name);
    const missing = protocol === 'cxml' && rules ? missingCxmlFields(Object.keys(rules)) : [];
    if (missing.length > 0) fault(`needs ${missing.join(', ')}`, 'fields', kind);
  }
}

function checkOci({ units, customers }: z.infer<typeof ociFileSchema>, fault: Fault): void {
  for (const [unit, code] of Object.entries(units.table)) {
    if (code.length > 3) fault('an OCI unit has at most 3 characters', 'units', 'table', unit);
  }
  if ((units.default?.length ?? 0) > 3) fault('an OCI unit has at most 3 characters', 'units', 'default');
  const users = customers.map(({ user, email }) => (user ?? email ?? '').toLowerCase());
  customers.forEach(({ password, token }, index) => {
    if (!password && !token) fault('needs a password or a token', 'customers', index);
    if (password && users[index] === '') fault('needs a user or an email', 'customers', index);
    if (password && users.indexOf(users[index] ?? '') !== index) fault('user is taken', 'customers', index);
  });
}

function checkCxml({ login, sharedSecret, customers }: z.infer<typeof cxmlFileSchema>, fault: Fault): void {
  for (const party of ['from', 'to', 'sender'] as const) {
    const { check, credentials } = login[party];
    if (check && credentials.length === 0) fault('checked, but no credential is accepted', 'login', party);
  }
  if (login.sharedSecret && !sharedSecret)
    fault('checked by login.sharedSecret, but not given', 'sharedSecret');
  if (login.customer === 'fixed' && customers.length !== 1)
    fault('login.customer fixed needs exactly one', 'customers');
  customers.forEach(({ email }, index) => {
    if (login.customer === 'email' && !email)
      fault('needs an email: login.customer is email', 'customers', index);
  });
}
