import type { LicenseRecords, SystemLicense } from '../punchout/license.ts';
import { isRunning } from './find-license.ts';
import { isWebsiteOf } from './website.ts';

/** What publishing a draft does to the license of its System. */
export type LicenseEffect =
  /** Configuration and website stay as they are, and so does the license. */
  | { effect: 'same' }
  /** A license of this website is bound to the new fingerprint already. */
  | { effect: 'licensed'; licenseId: string; keyHint: string }
  /** The license can be bound anew; `from` is what it is bound to now. */
  | {
      effect: 'rebind';
      licenseId: string;
      keyHint: string;
      from: string | undefined;
      rebindsLeft: number | undefined;
    }
  /** The license that the System has does not come along. */
  | { effect: 'other_license'; why: Hindrance; detail: string }
  /** There is no license yet, and so none to lose. */
  | { effect: 'none' };

/** Why a license cannot be bound to the new fingerprint. */
type Hindrance =
  | 'rebinds_used_up'
  | 'shared'
  | 'suspended'
  | 'revoked'
  | 'subscription_ended'
  | 'other_website';

export interface LicenseEffectCase {
  systemId: string;
  /** As it is published; undefined for a new System. A website is undefined where its shop is not configured. */
  before: { fingerprint: string; website: string | undefined } | undefined;
  /** As the draft would have it. */
  after: { fingerprint: string; website: string };
  /** All that bear on the fingerprints of before and after and on the System. */
  records: LicenseRecords;
  /** Other active Systems, as they are published. */
  others: readonly { name: string; fingerprint: string; website: string | undefined }[];
  /** Epoch milliseconds. */
  now: number;
}

/**
 * What publishing a draft does to the license. A license that other Systems need stays theirs; one that is the System's
 * alone can be bound anew as long as it is active, paid for and may be.
 */
export function licenseEffect(asked: LicenseEffectCase): LicenseEffect {
  const { before, after, records } = asked;
  if (before?.fingerprint === after.fingerprint && before.website === after.website)
    return { effect: 'same' };
  const here = records.systemLicenses.filter((license) => isWebsiteOf(license, after.website));
  const fitting = here.find(
    (license) => license.fingerprint === after.fingerprint && lifeHindrance(license, asked) === undefined,
  );
  if (fitting) return { effect: 'licensed', licenseId: fitting.id, keyHint: fitting.keyHint };
  return ownEffect(ownLicenses(here, asked), asked);
}

/** Those that serve the System now, where there are any: its customers have their licenses of them. */
function ownLicenses(here: readonly SystemLicense[], asked: LicenseEffectCase): SystemLicense[] {
  const own = here.filter((license) => isOwn(license, asked));
  const serving = own.filter(
    (license) =>
      license.fingerprint === asked.before?.fingerprint && lifeHindrance(license, asked) === undefined,
  );
  const candidates = serving.length > 0 ? serving : own;
  const isNamed = ({ systemId }: SystemLicense) => systemId === asked.systemId;
  return [...candidates.filter(isNamed), ...candidates.filter((license) => !isNamed(license))];
}

/** Of several, the first one that can be bound anew. */
function ownEffect(own: readonly SystemLicense[], asked: LicenseEffectCase): LicenseEffect {
  const [first] = own;
  if (!first) return effectWithoutOwn(asked);
  const free = own.find((license) => hindrance(license, asked) === undefined);
  const hindered = hindrance(first, asked);
  if (!free && hindered) return { effect: 'other_license', ...hindered };
  const { id: licenseId, keyHint, fingerprint: from, rebindsLeft } = free ?? first;
  return { effect: 'rebind', licenseId, keyHint, from, rebindsLeft };
}

/** Whether it is what the System is licensed by: bound to its fingerprint, or to itself with an earlier one. */
function isOwn(
  { fingerprint, systemId }: SystemLicense,
  { before, systemId: id }: LicenseEffectCase,
): boolean {
  return before !== undefined && (fingerprint === before.fingerprint || systemId === id);
}

function effectWithoutOwn({ records, systemId, before, after }: LicenseEffectCase): LicenseEffect {
  const elsewhere = before && records.systemLicenses.find((license) => license.systemId === systemId);
  if (!elsewhere) return { effect: 'none' };
  const detail = `license …${elsewhere.keyHint} is for ${elsewhere.website}, not ${after.website}`;
  return { effect: 'other_license', why: 'other_website', detail };
}

interface Hindered {
  why: Hindrance;
  detail: string;
}

function hindrance(license: SystemLicense, asked: LicenseEffectCase): Hindered | undefined {
  const { fingerprint, rebindsLeft, keyHint } = license;
  const late = lifeHindrance(license, asked);
  if (late) return late;
  const sharing = asked.others.find(
    (other) =>
      other.fingerprint === fingerprint && other.website !== undefined && isWebsiteOf(license, other.website),
  );
  if (sharing)
    return { why: 'shared', detail: `license …${keyHint} serves the System ${sharing.name} as well` };
  if (rebindsLeft !== 0) return undefined;
  return {
    why: 'rebinds_used_up',
    detail: `license …${keyHint} may not be bound to another fingerprint again`,
  };
}

function lifeHindrance(
  { status, keyHint, subscriptionId }: SystemLicense,
  { records, now }: LicenseEffectCase,
): Hindered | undefined {
  if (status !== 'active') return { why: status, detail: `license …${keyHint} is ${status}` };
  const subscription = records.subscriptions.find(({ id }) => id === subscriptionId);
  if (subscription && isRunning(subscription, now)) return undefined;
  return { why: 'subscription_ended', detail: `the subscription of license …${keyHint} has ended` };
}
