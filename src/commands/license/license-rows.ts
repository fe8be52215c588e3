import type { Adapters } from '../../adapters.ts';
import { isRunning } from '../../license/find-license.ts';
import { mergedRecords } from '../../license/merged-records.ts';
import type { LicenseStatus, Subscription, SystemLicense } from '../../punchout/license.ts';
import type { KeyedLicense } from '../../punchout/license-store.ts';
import { documentRecords } from './find-licenses.ts';

/** Licenses as commands show them; the names are stable. */
export interface LicenseRow {
  kind: KeyedLicense['kind'];
  id: string;
  keyHint: string;
  state: LicenseStatus | 'ended';
  holder: string | undefined;
  website: string | undefined;
  /** Name of the System; undefined where this gateway has none of that id. */
  system: string | undefined;
  systemId: string | undefined;
  fingerprint: string | undefined;
  customer: string | undefined;
  subscription: string;
}

export async function licenseRows(
  licenses: readonly KeyedLicense[],
  adapters: Adapters,
): Promise<LicenseRow[]> {
  const { systemLicenses, subscriptions } = await recordsBehind(licenses, adapters);
  const systemNames = new Map((await adapters.systems.list()).map(({ system }) => [system.id, system.name]));
  const sight = {
    systemLicenses: new Map(systemLicenses.map((license) => [license.id, license])),
    subscriptions: new Map(subscriptions.map((subscription) => [subscription.id, subscription])),
    systemNames,
    now: adapters.clock.now(),
  };
  return licenses.map((keyed) => row(keyed, sight));
}

/** For people: a fingerprint is told by its beginning, a System of another gateway by its id. */
export function forPeople({ fingerprint, system, systemId, keyHint, ...others }: LicenseRow) {
  const { kind, id, subscription, customer, ...middle } = others;
  const short = fingerprint && `${fingerprint.slice(0, 11)}…`;
  return {
    kind,
    id,
    key: `…${keyHint}`,
    ...middle,
    system: system ?? systemId,
    fingerprint: short,
    customer,
    subscription,
  };
}

/** What only one kind of license has. */
export function licenseDetails({ kind, license }: KeyedLicense) {
  if (kind === 'customer') return { included: license.included, systemLicense: license.systemLicenseId };
  return { stagingWebsites: license.stagingWebsites, rebindsLeft: license.rebindsLeft };
}

async function recordsBehind(licenses: readonly KeyedLicense[], adapters: Adapters) {
  const behind = licenses.flatMap(({ kind, license }) =>
    kind === 'customer'
      ? [license.subscriptionId, license.systemLicenseId ?? []].flat()
      : license.subscriptionId,
  );
  const documents = await documentRecords(adapters);
  if (adapters.refresher) return documents;
  return mergedRecords([documents, await adapters.licenses.byIds([...new Set(behind)])]);
}

interface Sight {
  systemLicenses: Map<string, SystemLicense>;
  subscriptions: Map<string, Subscription>;
  systemNames: Map<string, string>;
  now: number;
}

function row({ kind, license }: KeyedLicense, sight: Sight): LicenseRow {
  const { id, keyHint, subscriptionId } = license;
  const system = kind === 'system' ? license : sight.systemLicenses.get(license.systemLicenseId ?? '');
  const subscription = sight.subscriptions.get(subscriptionId);
  const runs = subscription !== undefined && isRunning(subscription, sight.now);
  return {
    kind,
    id,
    keyHint,
    state: license.status === 'active' && !runs ? 'ended' : license.status,
    holder: subscription?.holder,
    website: system?.website,
    system: sight.systemNames.get(system?.systemId ?? ''),
    systemId: system?.systemId,
    fingerprint: system?.fingerprint,
    customer: kind === 'customer' ? license.customerId : undefined,
    subscription: subscriptionId,
  };
}
