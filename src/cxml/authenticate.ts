import type { StoredSystem, Surroundings, SystemStore, Vault } from '../punchout/ports.ts';
import { PunchOutError } from '../punchout/punchout-error.ts';
import type { CxmlCredential, CxmlPartyRule, CxmlSystem } from '../punchout/system.ts';
import { type CredentialMac, isMacCurrent, isMacOf } from './credential-mac.ts';
import type { CxmlHeader, CxmlParty } from './header.ts';

export interface AuthenticatePorts {
  systems: SystemStore;
  vault: Vault;
  surroundings: Pick<Surroundings, 'now'>;
}

export type StoredCxmlSystem = StoredSystem & { system: CxmlSystem };

const parties = ['from', 'to', 'sender'] as const;

/** More credentials or MACs of one party than any sender has; the rest is not tried. */
const mostTried = 8;

/** What `byLoginKeys` finds a cXML System by: each credential that one of its checks accepts. */
export function cxmlLoginKeys({ login }: CxmlSystem): string[] {
  return parties.flatMap((party) => (login[party].check ? keysOf(party, login[party].credentials) : []));
}

/**
 * The System that the credentials of a request belong to, with its SharedSecret, or a CredentialMac made with it,
 * checked. An unknown party and a wrong secret look alike from outside.
 * @param systemName the System in the URL, where there is one.
 * @throws PunchOutError `unknown_system`, `invalid_credential`, `credential_expired`, `ambiguous_system`, `system_inactive`
 */
export async function authenticate(
  header: CxmlHeader,
  systemName: string | undefined,
  ports: AuthenticatePorts,
): Promise<StoredCxmlSystem> {
  const candidates = (await candidatesFor(header, systemName, ports.systems)).filter(isCxml);
  const recognised = candidates.filter(({ system }) => mismatches(header, system).length === 0);
  const [best, ...others] = mostSpecific(recognised.filter((stored) => secretFits(header, stored, ports)));
  if (best === undefined) {
    if (recognised.some((stored) => macsOf(header, stored, ports.vault).length > 0))
      throw expired(recognised);
    throw refusal(header, recognised, candidates);
  }
  if (!best.system.active) throw new PunchOutError('system_inactive', best.system.name);
  if (others.length > 0) throw ambiguous([best, ...others]);
  return best;
}

async function candidatesFor(header: CxmlHeader, name: string | undefined, systems: SystemStore) {
  if (name === undefined) {
    return await systems.byLoginKeys(
      'cxml',
      parties.flatMap((party) => keysOf(party, header[party])),
    );
  }
  const stored = await systems.byName(name);
  if (!stored) throw new PunchOutError('unknown_system', `there is no System "${name.slice(0, 63)}"`);
  if (stored.system.protocol !== 'cxml')
    throw new PunchOutError('unknown_system', `${name} is an OCI System`);
  return [stored];
}

function isCxml(stored: StoredSystem): stored is StoredCxmlSystem {
  return stored.system.protocol === 'cxml';
}

function keysOf(party: string, credentials: CxmlParty): string[] {
  return credentials.map((credential) => `${party}:${credentialKey(credential)}`);
}

/** Domain and identity are compared without regard to case; real systems write NetworkId and NetworkID. */
function credentialKey({ domain, identity }: CxmlCredential): string {
  return JSON.stringify([domain, identity]).toLowerCase();
}

/** Parties whose check fails. One matching credential of a party is enough. */
function mismatches(header: CxmlHeader, { login }: CxmlSystem): string[] {
  return parties.filter((party) => login[party].check && !accepts(login[party], header[party]));
}

function accepts(rule: CxmlPartyRule, party: CxmlParty): boolean {
  const accepted = rule.credentials.map(credentialKey);
  return party.some((credential) => accepted.includes(credentialKey(credential)));
}

/** With neither checked any call fits; with the MAC alone a SharedSecret is of no use. */
function secretFits(header: CxmlHeader, stored: StoredCxmlSystem, ports: AuthenticatePorts): boolean {
  const { login, sharedSecretHashes } = stored.system;
  if (!login.sharedSecret && !login.credentialMac) return true;
  if (
    login.sharedSecret &&
    header.sharedSecrets.some((secret) => ports.vault.matches(secret, sharedSecretHashes))
  )
    return true;
  return macsOf(header, stored, ports.vault).some((mac) => isMacCurrent(mac, ports.surroundings.now()));
}

/**
 * The MACs that were made with a secret of the System, for a From and by a Sender that it accepts: one made for another
 * buyer of the same network proves nothing. Which of several From credentials was hashed is not laid down.
 */
function macsOf(
  { from, credentialMacs }: CxmlHeader,
  { system }: StoredCxmlSystem,
  vault: Vault,
): CredentialMac[] {
  const { login, sharedSecretSealed } = system;
  if (!login.credentialMac || credentialMacs.length === 0) return [];
  const secrets = sharedSecretSealed.map((sealed) => vault.open(sealed, sharedSecretContext(system.id)));
  const origins = acceptedOf(login.from, from);
  return credentialMacs
    .slice(0, mostTried)
    .filter((mac) => acceptedOf(login.sender, [mac.sender]).length > 0)
    .filter((mac) => secrets.some((secret) => origins.some((origin) => isMacOf(mac, origin, secret))));
}

/** Credentials of a party that the rule accepts, each once. */
function acceptedOf(rule: CxmlPartyRule, party: CxmlParty): CxmlCredential[] {
  const fitting = party.filter((credential) => !rule.check || accepts(rule, [credential]));
  return [...new Map(fitting.map((each) => [credentialKey(each), each])).values()].slice(0, mostTried);
}

/** What the sealed SharedSecrets of a System are sealed for. */
export function sharedSecretContext(systemId: string): string {
  return `system/${systemId}/shared-secret`;
}

/** An active System before an inactive one, then the one that checks most. */
function mostSpecific(systems: StoredCxmlSystem[]): StoredCxmlSystem[] {
  const ranks = systems.map(({ system }) => rank(system));
  return systems.filter((_, index) => ranks[index] === Math.max(...ranks));
}

function rank({ active, login }: CxmlSystem): number {
  const checked =
    parties.filter((party) => login[party].check).length +
    (login.sharedSecret || login.credentialMac ? 1 : 0);
  return checked + (active ? 10 : 0);
}

function refusal(
  header: CxmlHeader,
  recognised: StoredCxmlSystem[],
  candidates: StoredCxmlSystem[],
): PunchOutError {
  if (recognised.length > 0) {
    const names = recognised.map(({ system }) => system.name).join(', ');
    return new PunchOutError('invalid_credential', `${problemOf(header)} for ${names}`);
  }
  const called = parties.map((party) => `${party} ${header[party].map(nameOf).join(', ')}`).join('; ');
  const near = candidates.map(
    ({ system }) => `${system.name} differs in ${mismatches(header, system).join(', ')}`,
  );
  return new PunchOutError('unknown_system', [called, ...near].join('; '));
}

function problemOf({ sharedSecrets, credentialMacs }: CxmlHeader): string {
  if (sharedSecrets.length > 0) return 'wrong SharedSecret';
  return credentialMacs.length > 0 ? 'CredentialMac not accepted' : 'no SharedSecret';
}

function expired(systems: StoredCxmlSystem[]): PunchOutError {
  return new PunchOutError('credential_expired', systems.map(({ system }) => system.name).join(', '));
}

function nameOf({ domain, identity }: CxmlCredential): string {
  return `${domain}|${identity}`.toLowerCase();
}

function ambiguous(systems: StoredCxmlSystem[]): PunchOutError {
  return new PunchOutError('ambiguous_system', systems.map(({ system }) => system.name).join(', '));
}
