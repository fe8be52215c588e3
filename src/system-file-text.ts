import { stringify } from 'yaml';
import { defaultCxmlFields } from './cxml/fields.ts';
import { defaultOciFields } from './oci/fields.ts';
import type { Profile } from './profiles/profile.ts';
import type { FieldRule, FieldRules } from './punchout/field-rule.ts';
import type { SystemCustomer } from './punchout/system.ts';

export interface NewSystem {
  name: string;
  profile: Profile;
  shop: string;
  returnHosts: readonly string[];
  /** Who may use it, where that is known. */
  customer?: Pick<SystemCustomer, 'id' | 'number' | 'name' | 'email'> | undefined;
}

const unknownCustomer = { id: 'ID-OF-THE-SHOPWARE-CUSTOMER' };

const kinds = ['item', 'shipping', 'discount'] as const;

/**
 * A System file from a profile: all its settings, and placeholders for what only the operator knows. `${VARIABLE}`
 * stands for what the environment must have; what else is left open is refused when the file is read.
 */
export function systemFileText(system: NewSystem): string {
  const { name, profile, shop, returnHosts } = system;
  const { title, protocol } = profile;
  const settings = settingsOf(profile);
  const { login, ...others } = withPlaceholders(settings, (role) => variable(name, `${role}_identity`));
  return [
    comment(
      `Made from the profile ${profile.name} (${title}). From here on these values are this System's own.`,
    ),
    ...knowledge(profile),
    stringify({ name, title: `${name}, ${title}`, protocol, active: true, shop }),
    section('Login parameters; they, the fields and the units make the fingerprint of a license.', { login }),
    ...secrets(system),
    section('Hosts that a cart may be returned to.', { returnHosts }),
    section('Everything else is as the platform wants it, as far as known.', others),
  ].join('\n');
}

/** Comments that tell what the profile knows, and what it only assumes. */
function knowledge({ name, sources }: Profile): string[] {
  const facts = sources.filter((source) => source.confidence !== 'assumed');
  const assumptions = sources.filter((source) => source.confidence === 'assumed');
  return [
    list(
      `What the profile knows, with sources in: punchgate profile show ${name}`,
      facts.map(({ fact, confidence }) => `${fact} (${confidence})`),
    ),
    list(
      'What it assumes, because nothing public tells it. Ask the buyer.',
      assumptions.map(({ about, fact }) => `${about}: ${fact} (assumed)`),
    ),
  ];
}

function list(title: string, lines: readonly string[]): string {
  return lines.length === 0
    ? ''
    : [comment(title).trimEnd(), ...lines.map((line) => `# - ${line}`), ''].join('\n');
}

/** Variables of the environment that such a file needs, in their order. */
export function variablesOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\$\{([A-Z0-9_]+)\}/g)].map(([, name = '']) => name))];
}

/** The platform's part of a System file, as YAML. */
export function systemSettingsText(profile: Profile): string {
  return stringify(settingsOf(profile));
}

function secrets({ name, profile: { protocol }, customer = unknownCustomer }: NewSystem): string[] {
  if (protocol === 'oci') {
    const customers = [{ ...customer, user: name, password: reference(variable(name, 'password')) }];
    return [section('Who may use it: id is the 32 digits of a customer of the shop.', { customers })];
  }
  const sharedSecret = reference(variable(name, 'secret'));
  return [
    section('One SharedSecret, or a list of two while the buyer replaces it.', { sharedSecret }),
    section('Who may use it: id is the 32 digits of a customer of the shop.', { customers: [customer] }),
  ];
}

function settingsOf({ protocol, system }: Profile): Record<string, unknown> {
  const defaults: Record<string, FieldRules> = protocol === 'oci' ? defaultOciFields : defaultCxmlFields;
  const own: Record<string, FieldRules> = Object(system.fields);
  const { login, fields: _, ...others } = system;
  const fields = kinds.map((kind) => [kind, shortRules(own[kind] ?? defaults[kind] ?? {})] as const);
  return { login, fields: Object.fromEntries(fields), ...others };
}

/** A rule that is only names is written as names. */
function shortRules(rules: FieldRules): Record<string, unknown> {
  return Object.fromEntries(Object.entries(rules).map(([field, rule]) => [field, shortRule(rule)]));
}

function shortRule({ from, ...others }: FieldRule): unknown {
  if (Object.keys(others).length > 0) return from.length > 0 ? { from, ...others } : others;
  return from.length === 1 ? from[0] : from;
}

function withPlaceholders(
  settings: Record<string, unknown>,
  variableOf: (role: string) => string,
): Record<string, unknown> {
  const text = JSON.stringify(settings).replaceAll(/\{(buyer|supplier|sender)\}/g, (_, role: string) =>
    reference(variableOf(role)),
  );
  return JSON.parse(text);
}

function section(text: string, content: object): string {
  return comment(text) + stringify(content, { lineWidth: 110 });
}

function comment(text: string): string {
  return `# ${text}\n`;
}

/** `buyer-srm` and `password`: `BUYER_SRM_PASSWORD`. */
function variable(name: string, what: string): string {
  const start = /^\d/.test(name) ? 'system_' : '';
  return `${start}${name}_${what}`.replaceAll('-', '_').toUpperCase();
}

function reference(name: string): string {
  return `\${${name}}`;
}
