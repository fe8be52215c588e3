import type { CustomerLicense, SystemLicense } from '../punchout/license.ts';
import { LicenseError } from '../punchout/license-error.ts';
import type { LicenseChange } from '../punchout/license-store.ts';
import type { Surroundings } from '../punchout/ports.ts';
import type { ChangePorts } from './change-ports.ts';
import { licenseNamed, runningSubscription } from './find-license.ts';
import { type LicenseKey, newLicenseKey } from './license-key.ts';

export interface Purchase {
  subscriptionId: string;
  /** System licenses, each with the customer license that it includes. */
  systems: number;
  /** Customer licenses besides. */
  customers: number;
  /** How often each system license may be bound anew; undefined: as often as wanted. */
  rebinds?: number | undefined;
  stagingWebsites?: readonly string[] | undefined;
}

/** A license with its key, which is known only now. */
export interface Keyed<License> {
  key: string;
  license: License;
}

export type IssuedLicense =
  | ({ kind: 'system' } & Keyed<SystemLicense>)
  | ({ kind: 'customer' } & Keyed<CustomerLicense>);

/** Adds licenses to a running subscription. @throws LicenseError `subscription_unknown`, `subscription_over` */
export async function buyLicenses(purchase: Purchase, ports: ChangePorts): Promise<IssuedLicense[]> {
  return await ports.licenses.change(ports.actor, (change) =>
    addLicenses(purchase, change, ports.surroundings),
  );
}

export async function addLicenses(
  { subscriptionId, systems, customers, rebinds, stagingWebsites = [] }: Purchase,
  change: LicenseChange,
  surroundings: Surroundings,
): Promise<IssuedLicense[]> {
  await runningSubscription(subscriptionId, change);
  const issued: IssuedLicense[] = [];
  for (let count = 0; count < systems; count += 1) {
    const system = { subscriptionId, rebindsLeft: rebinds, stagingWebsites };
    const added = await addSystemLicense(system, change, surroundings);
    issued.push({ kind: 'system', ...added.system }, { kind: 'customer', ...added.included });
  }
  for (let count = 0; count < customers; count += 1)
    issued.push({ kind: 'customer', ...(await addSeat({ subscriptionId }, change, surroundings)) });
  return issued;
}

/** A system license with the customer license that it includes. */
export async function addSystemLicense(
  given: Partial<SystemLicense> & { subscriptionId: string },
  change: LicenseChange,
  surroundings: Surroundings,
): Promise<{ system: Keyed<SystemLicense>; included: Keyed<CustomerLicense> }> {
  const key = newLicenseKey('PGS', surroundings.token());
  const license: SystemLicense = {
    status: 'active',
    website: undefined,
    stagingWebsites: [],
    systemId: undefined,
    fingerprint: undefined,
    rebindsLeft: undefined,
    former: [],
    ...given,
    ...identity(key, surroundings),
  };
  await change.addSystemLicense(license, key.hash);
  const { id: systemLicenseId, subscriptionId } = license;
  const included = await addSeat({ subscriptionId, systemLicenseId, included: true }, change, surroundings);
  return { system: { key: key.text, license }, included };
}

export async function addSeat(
  given: Partial<CustomerLicense> & { subscriptionId: string },
  change: LicenseChange,
  surroundings: Surroundings,
): Promise<Keyed<CustomerLicense>> {
  const key = newLicenseKey('PGC', surroundings.token());
  const license: CustomerLicense = {
    status: 'active',
    included: false,
    systemLicenseId: undefined,
    customerId: undefined,
    ...given,
    ...identity(key, surroundings),
  };
  await change.addCustomerLicense(license, key.hash);
  return { key: key.text, license };
}

/** A new key for a license whose key was lost or has leaked. @throws LicenseError `license_revoked`, `license_unknown` */
export async function rekeyLicense(name: string, ports: ChangePorts): Promise<IssuedLicense> {
  return await ports.licenses.change(ports.actor, async (change) => {
    const found = await licenseNamed(name, change);
    if (found.license.status === 'revoked') throw new LicenseError('license_revoked', found.license.id);
    const key = newLicenseKey(found.kind === 'system' ? 'PGS' : 'PGC', ports.surroundings.token());
    const rekeyed = { ...found, license: { ...found.license, keyHint: key.hint } } as typeof found;
    await change.replaceKey(rekeyed, key.hash);
    return { ...rekeyed, key: key.text };
  });
}

function identity({ hint }: LicenseKey, { uuid }: Surroundings) {
  return { id: uuid(), keyHint: hint };
}
