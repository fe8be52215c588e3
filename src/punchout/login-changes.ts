import { type Difference, differingEntries, setChanges, settingChange } from './differing-entries.ts';
import type { System } from './system.ts';
import { type FingerprintedLogin, fingerprinted } from './system-fingerprint.ts';

type OciLogin = Extract<FingerprintedLogin, { protocol: 'oci' }>;
type CxmlLogin = Extract<FingerprintedLogin, { protocol: 'cxml' }>;

const parties = { from: 'From', to: 'To', sender: 'Sender' } as const;

/** What changed of the login parameters that the fingerprint is made of, in words. */
export function loginChanges(before: System, after: System): string[] {
  const [was, is] = [fingerprinted(before).login, fingerprinted(after).login];
  if (was.protocol === 'oci' && is.protocol === 'oci') return ociChanges(was, is);
  if (was.protocol === 'oci' || is.protocol === 'oci')
    return settingChange('the protocol', { before: was.protocol, after: is.protocol });
  const names = credentialNames([before, after]);
  const credentials = (['from', 'to', 'sender'] as const).flatMap((party) =>
    credentialChanges(parties[party], { before: was[party], after: is[party] }, names),
  );
  return [...credentials, ...secretChange(was, is), ...customerChange(was, is)];
}

function ociChanges(before: OciLogin, after: OciLogin): string[] {
  return [
    ...settingChange('login method', { before: before.method, after: after.method }),
    ...differingEntries(parameterNames(before), parameterNames(after)).flatMap(({ name, ...difference }) =>
      settingChange(`login parameter ${name}`, difference),
    ),
    ...differingEntries(before.fixed ?? {}, after.fixed ?? {}).flatMap(({ name, ...difference }) =>
      fixedChange(name, difference),
    ),
    ...(before.unencodedHookUrl === after.unencodedHookUrl
      ? []
      : [`an unencoded return address is ${after.unencodedHookUrl ? 'now' : 'no longer'} accepted`]),
  ];
}

function parameterNames({ user, password, token, hookUrl, target }: OciLogin): Record<string, string> {
  return { user, password, token, hookUrl, target };
}

function fixedChange(name: string, { before, after }: Difference<string>): string[] {
  if (before === undefined) return [`fixed parameter ${name}=${after} added`];
  if (after === undefined) return [`fixed parameter ${name}=${before} removed`];
  return settingChange(`fixed parameter ${name}`, { before, after });
}

/** A party without credentials is one that is not checked. */
function credentialChanges(
  party: string,
  { before, after }: Difference<string[]>,
  names: ReadonlyMap<string, string>,
): string[] {
  if (after === undefined) return before === undefined ? [] : [`${party} is no longer checked`];
  const changes = setChanges(`credential of ${party}`, { before, after }, (key) => names.get(key) ?? key);
  return before === undefined ? [`${party} is now checked`, ...changes] : changes;
}

/** Credentials as the operator wrote them, by what they are compared as. */
function credentialNames(systems: readonly System[]): Map<string, string> {
  const credentials = systems.flatMap((system) =>
    system.protocol === 'cxml' ? Object.values(partiesOf(system)).flatMap((rule) => rule.credentials) : [],
  );
  return new Map(
    credentials.map(({ domain, identity }) => [
      `${domain}\u0000${identity}`.toLowerCase(),
      `${domain} ${identity}`,
    ]),
  );
}

function partiesOf({ login }: Extract<System, { protocol: 'cxml' }>) {
  const { from, to, sender } = login;
  return { from, to, sender };
}

function secretChange(before: CxmlLogin, after: CxmlLogin): string[] {
  const now = (is: unknown) => (is ? 'now' : 'no longer');
  const secret = `the SharedSecret is ${now(after.sharedSecret)} checked`;
  const mac = `a CredentialMac is ${now(after.credentialMac)} accepted`;
  return [
    ...(before.sharedSecret === after.sharedSecret ? [] : [secret]),
    ...(before.credentialMac === after.credentialMac ? [] : [mac]),
  ];
}

function customerChange(before: CxmlLogin, after: CxmlLogin): string[] {
  const what = after.customer === 'email' ? 'e-mail' : 'number';
  const [was, is] = [before, after].map(({ emailFrom, numberFrom }) => emailFrom ?? numberFrom);
  if (before.customer === after.customer)
    return settingChange(`where the ${what} of the customer is looked for`, { before: was, after: is });
  return after.customer === 'fixed'
    ? ['every call is now for the one customer of the System']
    : [`the customer is now found by ${what}, from ${(is ?? []).join(', else ')}`];
}
