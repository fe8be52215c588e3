import type { Adapters } from '../../adapters.ts';
import { subscriptionOf } from '../../license/find-license.ts';
import type { Subscription } from '../../punchout/license.ts';
import { LicenseError } from '../../punchout/license-error.ts';
import type { LicenseChange, SubscriptionFilter } from '../../punchout/license-store.ts';
import { documentRecords } from '../license/find-licenses.ts';

export interface SubscriptionPage {
  subscriptions: Subscription[];
  /** Id after which the next page begins; undefined on the last one. */
  next: string | undefined;
}

/** A page of the subscriptions that are known here: those of the own record, unless a server has it, and of documents. */
export async function findSubscriptions(
  filter: SubscriptionFilter,
  adapters: Adapters,
): Promise<SubscriptionPage> {
  const more = { ...filter, limit: filter.limit + 1 };
  const own = adapters.refresher ? [] : await adapters.licenses.findSubscriptions(more);
  const { subscriptions: published } = await documentRecords(adapters);
  const fitting = published.filter((subscription) => fits(subscription, filter));
  const all = new Map([...fitting, ...own].map((subscription) => [subscription.id, subscription]));
  const sorted = [...all.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const subscriptions = sorted.slice(0, filter.limit);
  return { subscriptions, next: sorted.length > subscriptions.length ? subscriptions.at(-1)?.id : undefined };
}

/** The subscription that the operator names by id or reference. @throws LicenseError `subscription_unknown` */
export async function findSubscription(name: string, adapters: Adapters): Promise<Subscription> {
  const own = adapters.refresher ? undefined : await ownSubscription(name, adapters);
  if (own) return own;
  const { subscriptions } = await documentRecords(adapters);
  const found = subscriptions.find(({ id, reference }) => id === name || reference === name);
  if (!found)
    throw new LicenseError('subscription_unknown', `there is no subscription "${name.slice(0, 60)}"`);
  return found;
}

/** The same inside of a change. @throws LicenseError `subscription_unknown` */
export async function subscriptionNamed(name: string, change: LicenseChange): Promise<Subscription> {
  return (await change.subscriptionByReference(name)) ?? (await subscriptionOf(name, change));
}

async function ownSubscription(name: string, { licenses }: Adapters): Promise<Subscription | undefined> {
  const { subscriptions } = await licenses.byIds([name]);
  return subscriptions[0] ?? (await licenses.findSubscriptions({ reference: name, limit: 1 }))[0];
}

/** The same as the store does in SQL. */
function fits(subscription: Subscription, filter: SubscriptionFilter): boolean {
  const { holder = '', reference, status, endingBefore, after = '' } = filter;
  const { paidUntil, endsAt } = subscription;
  const ends = [endsAt, paidUntil].filter((time) => time !== undefined);
  return (
    subscription.id > after &&
    subscription.holder.toLowerCase().startsWith(holder.toLowerCase()) &&
    (reference === undefined || subscription.reference === reference) &&
    (status === undefined || subscription.status === status) &&
    (endingBefore === undefined || ends.some((time) => time < endingBefore))
  );
}
