import type { Subscription } from '../punchout/license.ts';
import { LicenseError } from '../punchout/license-error.ts';
import type { LicenseChange } from '../punchout/license-store.ts';
import type { Surroundings } from '../punchout/ports.ts';
import { addLicenses, type IssuedLicense } from './buy-licenses.ts';
import type { ChangePorts } from './change-ports.ts';
import type { ShopEvent } from './license-server-api.ts';
import {
  cancelSubscription,
  createSubscription,
  renewSubscription,
  resumeSubscription,
} from './subscription-life.ts';

export interface ShopEventResult {
  /** False where the event was carried out before. */
  applied: boolean;
  subscription: Subscription;
  /** With their keys, which are known only now. */
  issued: IssuedLicense[];
}

/**
 * Carries out an event of the vendor's shop, once for each id: a delivery that is repeated changes nothing.
 * @throws LicenseError `subscription_unknown`, `subscription_over`, `reference_taken`, `period_invalid`
 */
export async function applyShopEvent(
  id: string,
  event: ShopEvent,
  ports: ChangePorts,
): Promise<ShopEventResult> {
  return await ports.licenses.change(`shop event ${id}`, async (change) => {
    if (await change.firstTime(id))
      return { applied: true, ...(await apply(event, change, ports.surroundings)) };
    return { applied: false, subscription: await referenced(event.reference, change), issued: [] };
  });
}

type Applied = Omit<ShopEventResult, 'applied'>;

async function apply(event: ShopEvent, change: LicenseChange, surroundings: Surroundings): Promise<Applied> {
  if (event.type === 'subscription.purchased') {
    const subscription = await createSubscription(event, change, surroundings);
    const purchase = { ...event, subscriptionId: subscription.id };
    return { subscription, issued: await addLicenses(purchase, change, surroundings) };
  }
  const known = await referenced(event.reference, change);
  if (event.type === 'licenses.purchased') {
    const purchase = { ...event, subscriptionId: known.id };
    return { subscription: known, issued: await addLicenses(purchase, change, surroundings) };
  }
  return { subscription: await changed(known, event, change), issued: [] };
}

async function changed(
  known: Subscription,
  event: Exclude<ShopEvent, { type: 'subscription.purchased' | 'licenses.purchased' }>,
  change: LicenseChange,
): Promise<Subscription> {
  const { id, paidUntil = 0 } = known;
  switch (event.type) {
    case 'subscription.renewed':
      // Events may come in any order: an earlier period that arrives late changes nothing.
      if (event.paidUntil < paidUntil) return known;
      return await renewSubscription(id, event.paidUntil, change);
    case 'subscription.cancelled':
      return await cancelSubscription(id, { at: event.endsAt, now: event.immediately }, change);
    case 'subscription.resumed':
      return await resumeSubscription(id, change);
  }
}

async function referenced(reference: string, change: LicenseChange): Promise<Subscription> {
  const subscription = await change.subscriptionByReference(reference);
  if (!subscription)
    throw new LicenseError('subscription_unknown', `no subscription has the reference "${reference}"`);
  return subscription;
}
