import { isRunning } from '../../license/find-license.ts';
import type {
  DocumentStanding,
  LicenseStanding,
  SubscriptionStanding,
} from '../../license/license-notices.ts';
import type { LicenseStore } from '../../punchout/license-store.ts';
import { isoTime } from '../iso-time.ts';

/** So many subscriptions are shown. */
export const mostShown = 50;
const day = 24 * 60 * 60_000;

/** Those that need somebody, and of the own ones also those that need nobody. */
export async function subscriptionsShown(
  { subscriptions }: LicenseStanding,
  own: LicenseStore | undefined,
): Promise<SubscriptionStanding[]> {
  const standings = new Map(subscriptions.map((one) => [one.subscription.id, one]));
  const active = (await own?.findSubscriptions({ status: 'active', limit: mostShown + 1 })) ?? [];
  for (const subscription of active)
    if (!standings.has(subscription.id)) standings.set(subscription.id, { subscription, seats: undefined });
  const shown = [...standings.values()].slice(0, mostShown + 1);
  return await Promise.all(shown.map((one) => counted(one, own)));
}

async function counted(
  standing: SubscriptionStanding,
  own: LicenseStore | undefined,
): Promise<SubscriptionStanding> {
  if (standing.seats || !own) return standing;
  const { customerLicenses: all, assigned } = await own.usage(standing.subscription.id);
  return { ...standing, seats: { all, assigned } };
}

export type SubscriptionRow = ReturnType<typeof subscriptionRow>;

export function subscriptionRow(
  { subscription, seats }: SubscriptionStanding,
  { standing, now }: { standing: LicenseStanding; now: number },
) {
  const { id, holder, status, paidUntil, endsAt } = subscription;
  const document = standing.documents.find(({ kept }) => kept.subscriptionId === id)?.kept;
  const end = endsAt ?? paidUntil;
  return {
    subscription: id,
    holder,
    status: isRunning(subscription, now) ? status : 'ended',
    paidUntil: isoTime(paidUntil),
    endsAt: isoTime(endsAt),
    daysLeft: end === undefined ? undefined : Math.floor((end - now) / day),
    seats: seats && `${seats.assigned}/${seats.all}`,
    source: document ? sourceOf(document) : 'this gateway',
    documentUntil: isoTime(document?.notAfter),
  };
}

function sourceOf({ sealedKey }: DocumentStanding['kept']): string {
  return sealedKey === undefined ? 'file' : 'license server';
}

/** Who issues the licenses; of a license server, since when it does not answer and how long that is no trouble. */
export function authorityRecord(url: string | undefined, documents: readonly DocumentStanding[]) {
  if (url === undefined) return { licenses: 'issued by this gateway' };
  const fetched = documents.map(({ kept }) => kept).filter(({ sealedKey }) => sealedKey !== undefined);
  const failed = fetched.filter(({ failedSince }) => failedSince !== undefined);
  return {
    licenses: `from ${url}`,
    lastAnswer: isoTime(fetched.map(({ checkedAt }) => checkedAt).toSorted(descending)[0]),
    failingSince: isoTime(failed.flatMap(({ failedSince }) => failedSince ?? []).toSorted(ascending)[0]),
    failure: failed[0]?.failure,
    graceUntil: isoTime(failed.map(({ notAfter }) => notAfter).toSorted(ascending)[0]),
  };
}

function ascending(one: number, other: number): number {
  return one - other;
}

function descending(one: number, other: number): number {
  return other - one;
}
