import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { parseExpression } from './expression-parser.ts';
import { expressionText } from './expression-text.ts';
import type { FieldRule, FieldRules } from './field-rule.ts';
import { looseName } from './same-name.ts';
import type { CxmlPartyRule, CxmlSystem, OciSystem, System } from './system.ts';

/** What a system license is bound to. */
export type Fingerprinted = Pick<System, 'fields' | 'units'> &
  (Pick<OciSystem, 'protocol' | 'login'> | Pick<CxmlSystem, 'protocol' | 'login'>);

/** A rule of an article field; what is not set is undefined. */
export interface FingerprintedRule {
  from: readonly string[] | undefined;
  fixed: string | undefined;
  length: number | undefined;
  bytes: number | undefined;
}

export type FingerprintedUnits = ReturnType<typeof unitRules>;
export type FingerprintedLogin = ReturnType<typeof ociLogin> | ReturnType<typeof cxmlLogin>;

/**
 * `v1:` and the SHA-256, in hexadecimal, of the canonical JSON (RFC 8785) of login parameters, field mapping and unit
 * mapping. Equal configurations have equal fingerprints on every machine: names that are matched without regard to case
 * are written in one case, sets are sorted, and what is absent or switched off is left out, so that a setting added
 * by a later version changes no existing fingerprint.
 */
export function systemFingerprint(system: Fingerprinted): string {
  const hash = createHash('sha256').update(fingerprintSource(system));
  return `v1:${hash.digest('hex')}`;
}

/** The canonical text that is hashed, for showing what a license is bound to. */
export function fingerprintSource(system: Fingerprinted): string {
  return canonicalize(withoutUndefined(fingerprinted(system))) ?? '';
}

/** What is hashed, before it is made a text: equal for Systems with equal fingerprints, whatever the order of its keys. */
export function fingerprinted(system: Fingerprinted) {
  const { fields, units } = system;
  return {
    login: system.protocol === 'oci' ? ociLogin(system.login) : cxmlLogin(system.login),
    fields: {
      item: fieldRules(fields.item),
      shipping: fieldRules(fields.shipping),
      discount: fieldRules(fields.discount),
      tables: someTables(fields.tables),
    },
    units: unitRules(units),
  };
}

function ociLogin(login: OciSystem['login']) {
  const fixed = Object.entries(login.fixed).map(([name, value]): [string, string] => [
    name.toUpperCase(),
    value,
  ]);
  return {
    protocol: 'oci' as const,
    method: login.method,
    user: login.user.toUpperCase(),
    password: login.password.toUpperCase(),
    token: login.token.toUpperCase(),
    hookUrl: login.hookUrl.toUpperCase(),
    target: login.target.toUpperCase(),
    fixed: fixed.length > 0 ? Object.fromEntries(fixed) : undefined,
    unencodedHookUrl: login.unencodedHookUrl || undefined,
  };
}

function cxmlLogin(login: CxmlSystem['login']) {
  return {
    protocol: 'cxml' as const,
    from: partyRule(login.from),
    to: partyRule(login.to),
    sender: partyRule(login.sender),
    sharedSecret: login.sharedSecret,
    credentialMac: login.credentialMac || undefined,
    customer: login.customer,
    emailFrom: login.customer === 'email' ? login.emailFrom.map(emailSource) : undefined,
    numberFrom: login.customer === 'number' ? login.numberFrom.map(looseName) : undefined,
  };
}

/** `Contact` is the element; any other source is the name of an Extrinsic, in whatever spelling. */
function emailSource(name: string): string {
  return name === 'Contact' ? name : looseName(name);
}

/** cXML domains and identities are compared without regard to case (guide: NetworkId, NetworkID). */
function partyRule({ check, credentials }: CxmlPartyRule) {
  if (!check) return undefined;
  const names = credentials.map(({ domain, identity }) => `${domain}\u0000${identity}`.toLowerCase());
  return [...new Set(names)].sort();
}

function fieldRules(rules: FieldRules): Record<string, FingerprintedRule> {
  return Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, fieldRule(rule)]));
}

function fieldRule({ from, fixed, length, bytes }: FieldRule): FingerprintedRule {
  const expressions = from.map((text) => expressionText(parseExpression(text)));
  return { from: from.length > 0 ? expressions : undefined, fixed, length, bytes };
}

function unitRules({ productField, table, default: fallback, standard, unmapped }: Fingerprinted['units']) {
  return {
    productField,
    table,
    default: fallback,
    standard: standard ? undefined : false,
    unmapped: unmapped === 'warn' ? undefined : unmapped,
  };
}

function someTables(tables: Fingerprinted['fields']['tables']) {
  return tables && Object.keys(tables).length > 0 ? tables : undefined;
}

function withoutUndefined(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
