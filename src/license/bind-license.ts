import type { SystemLicense } from '../punchout/license.ts';
import { LicenseError } from '../punchout/license-error.ts';
import type { LicenseChange } from '../punchout/license-store.ts';
import type { ChangePorts } from './change-ports.ts';
import { assertActive, runningSubscription, systemLicenseNamed } from './find-license.ts';
import { isWebsiteOf, websiteOf } from './website.ts';

/**
 * For so long the fingerprint of before counts on: a gateway that has read the System just before it was published may
 * ask for the license just after.
 */
const overlapMilliseconds = 10 * 60_000;

export interface ConnectOrder {
  /** Key or id of the system license. */
  license: string;
  website: string;
  /** The System that it shall serve, with its fingerprint; without it, it is connected only. */
  system?: { id: string; fingerprint: string } | undefined;
  /** Whether it may be taken from another System. */
  takeOver?: boolean | undefined;
}

/**
 * Connects a system license to a website and binds it to the fingerprint of a System. What is as wanted stays as it is.
 * @throws LicenseError `key_*`, `license_*`, `subscription_over`, `website_invalid`, `connected_elsewhere`,
 * `bound_elsewhere`, `rebind_refused`
 */
export async function connectLicense(order: ConnectOrder, ports: ChangePorts): Promise<SystemLicense> {
  const website = websiteOf(order.website);
  return await ports.licenses.change(ports.actor, async (change) => {
    const license = await systemLicenseNamed(order.license, change);
    assertActive(license);
    await runningSubscription(license.subscriptionId, change);
    const connected = await connect(license, website, change);
    if (!order.system) return connected;
    if (!order.takeOver) assertFree(connected, order.system);
    return await bind(connected, order.system, change);
  });
}

async function connect(
  license: SystemLicense,
  website: string,
  change: LicenseChange,
): Promise<SystemLicense> {
  if (isWebsiteOf(license, website)) return license;
  if (license.website !== undefined)
    throw new LicenseError('connected_elsewhere', `${license.id} is connected to ${license.website}`);
  const connected = { ...license, website };
  await change.saveSystemLicense('connected', connected);
  return connected;
}

function assertFree(
  { id, systemId, fingerprint }: SystemLicense,
  system: { id: string; fingerprint: string },
): void {
  if (systemId === undefined || systemId === system.id || fingerprint === system.fingerprint) return;
  throw new LicenseError('bound_elsewhere', `${id} is bound to the System ${systemId}`);
}

export interface RebindOrder {
  licenseId: string;
  system: { id: string; fingerprint: string };
  /** The fingerprint it is bound to now, as far as the caller knows. */
  from: string | undefined;
}

/**
 * Binds a license to another fingerprint, if it still is bound to the one the caller has seen.
 * @throws LicenseError `license_*`, `subscription_over`, `not_connected`, `bound_meanwhile`, `rebind_refused`
 */
export async function rebindLicense(order: RebindOrder, change: LicenseChange): Promise<SystemLicense> {
  const license = await systemLicenseNamed(order.licenseId, change);
  assertActive(license);
  await runningSubscription(license.subscriptionId, change);
  if (license.website === undefined) throw new LicenseError('not_connected', license.id);
  const { fingerprint } = license;
  if (fingerprint !== order.from && fingerprint !== order.system.fingerprint)
    throw new LicenseError('bound_meanwhile', `${license.id} is bound to ${fingerprint}, not ${order.from}`);
  return await bind(license, order.system, change);
}

async function bind(
  license: SystemLicense,
  { id: systemId, fingerprint }: { id: string; fingerprint: string },
  change: LicenseChange,
): Promise<SystemLicense> {
  const { fingerprint: before, rebindsLeft } = license;
  if (before === fingerprint && license.systemId === systemId) return license;
  const anew = before !== undefined && before !== fingerprint;
  if (anew && rebindsLeft === 0)
    throw new LicenseError('rebind_refused', `${license.id} is bound to ${before} and may not be bound anew`);
  const formerOnes = license.former.filter((binding) => binding.fingerprint !== fingerprint);
  const bound: SystemLicense = {
    ...license,
    systemId,
    fingerprint,
    rebindsLeft: anew && rebindsLeft !== undefined ? rebindsLeft - 1 : rebindsLeft,
    former: anew
      ? [
          ...withoutFingerprint(formerOnes, before),
          { fingerprint: before, until: change.at + overlapMilliseconds },
        ]
      : formerOnes,
  };
  await change.saveSystemLicense(anew ? 'bound anew' : 'bound', bound);
  return bound;
}

function withoutFingerprint(former: SystemLicense['former'], fingerprint: string): SystemLicense['former'] {
  return former.filter((binding) => binding.fingerprint !== fingerprint);
}

/** Moves a license to another website, its System with it. For whoever issues licenses. */
export async function moveWebsite(
  { license: name, website: given }: { license: string; website: string },
  ports: ChangePorts,
): Promise<SystemLicense> {
  const website = websiteOf(given);
  return await ports.licenses.change(ports.actor, async (change) => {
    const license = await systemLicenseNamed(name, change);
    if (license.website === website) return license;
    const moved = { ...license, website };
    await change.saveSystemLicense('moved', moved);
    return moved;
  });
}

/** Frees a license of its website and System, so that it can be connected anew. For whoever issues licenses. */
export async function releaseSystemLicense(name: string, ports: ChangePorts): Promise<SystemLicense> {
  return await ports.licenses.change(ports.actor, async (change) => {
    const license = await systemLicenseNamed(name, change);
    const { fingerprint, former } = license;
    const last = fingerprint === undefined ? [] : [{ fingerprint, until: change.at }];
    const released = {
      ...license,
      website: undefined,
      systemId: undefined,
      fingerprint: undefined,
      former: [...former.filter((binding) => binding.fingerprint !== fingerprint), ...last],
    };
    await change.saveSystemLicense('released', released);
    return released;
  });
}

/** The staging and test hosts that count as the website. For whoever issues licenses. */
export async function setStagingWebsites(
  { license: name, websites }: { license: string; websites: readonly string[] },
  ports: ChangePorts,
): Promise<SystemLicense> {
  const stagingWebsites = [...new Set(websites.map(websiteOf))];
  return await ports.licenses.change(ports.actor, async (change) => {
    const license = { ...(await systemLicenseNamed(name, change)), stagingWebsites };
    await change.saveSystemLicense('staging hosts set', license);
    return license;
  });
}
