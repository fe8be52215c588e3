import type { Subscription } from '../punchout/license.ts';
import { LicenseError } from '../punchout/license-error.ts';
import type { LicenseChange } from '../punchout/license-store.ts';
import type { Surroundings } from '../punchout/ports.ts';
import { isRunning, subscriptionOf } from './find-license.ts';

export interface NewSubscription {
  holder: string;
  reference?: string | undefined;
  paidUntil?: number | undefined;
}

/** Begins a subscription. @throws LicenseError `reference_taken` */
export async function createSubscription(
  { holder, reference, paidUntil }: NewSubscription,
  change: LicenseChange,
  { uuid }: Surroundings,
): Promise<Subscription> {
  if (reference !== undefined && (await change.subscriptionByReference(reference)))
    throw new LicenseError('reference_taken', reference);
  const subscription: Subscription = {
    id: uuid(),
    holder,
    reference,
    status: 'active',
    paidUntil,
    endsAt: undefined,
  };
  await change.saveSubscription('created', subscription);
  return subscription;
}

/**
 * Records that a further period is paid for; a cancelled or ended subscription runs again. Its licenses need nothing.
 * @throws LicenseError `subscription_unknown`, `period_invalid`
 */
export async function renewSubscription(
  id: string,
  paidUntil: number,
  change: LicenseChange,
): Promise<Subscription> {
  const before = await subscriptionOf(id, change);
  if (before.paidUntil !== undefined && paidUntil < before.paidUntil)
    throw new LicenseError(
      'period_invalid',
      `${id} is paid until ${new Date(before.paidUntil).toISOString()}`,
    );
  if (before.paidUntil === paidUntil && before.status === 'active') return before;
  return await save('renewed', { ...before, status: 'active', paidUntil, endsAt: undefined }, change);
}

/** When a cancellation takes effect: at a date, or by default at the end of the paid period, else at once. */
export type CancellationTime = { at?: number | undefined; now?: boolean | undefined };

/**
 * Cancels a subscription; its licenses are valid until it takes effect. One that is over stays as it is.
 * @throws LicenseError `subscription_unknown`
 */
export async function cancelSubscription(
  id: string,
  { at, now = false }: CancellationTime,
  change: LicenseChange,
): Promise<Subscription> {
  const before = await subscriptionOf(id, change);
  if (!isRunning(before, change.at)) return before;
  const planned = now ? change.at : (at ?? before.endsAt ?? before.paidUntil ?? change.at);
  const endsAt = Math.max(planned, change.at);
  const status = endsAt > change.at ? 'cancelled' : 'ended';
  if (before.status === status && before.endsAt === endsAt) return before;
  return await save('cancelled', { ...before, status, endsAt }, change);
}

/** Lets a cancelled or ended subscription run on. @throws LicenseError `subscription_unknown` */
export async function resumeSubscription(id: string, change: LicenseChange): Promise<Subscription> {
  const before = await subscriptionOf(id, change);
  if (before.status === 'active') return before;
  return await save('resumed', { ...before, status: 'active', endsAt: undefined }, change);
}

async function save(
  action: string,
  subscription: Subscription,
  change: LicenseChange,
): Promise<Subscription> {
  await change.saveSubscription(action, subscription);
  return subscription;
}
