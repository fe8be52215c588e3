import type { Adapters } from '../../adapters.ts';
import { addLicenses } from '../../license/buy-licenses.ts';
import { createSubscription } from '../../license/subscription-life.ts';
import { websiteOf } from '../../license/website.ts';
import type { LicenseChange } from '../../punchout/license-store.ts';
import type { CommandContext } from '../command-context.ts';
import { subscriptionNamed } from '../subscription/find-subscriptions.ts';
import { printIssued } from './print-issued.ts';

export interface Sale {
  /** Id or reference of an existing subscription. */
  subscription?: string;
  /** Of a new one. */
  holder?: string;
  reference?: string;
  paidUntil?: number;
  systems?: number;
  customers?: number;
  rebinds?: number;
  staging?: string[];
}

/** A sale: the subscription and all its licenses, or nothing. */
export async function sellLicenses(
  sale: Sale,
  adapters: Adapters,
  output: { context: CommandContext; json?: boolean | undefined },
): Promise<void> {
  const { systems = 1, customers = 0, rebinds, staging = [] } = sale;
  const { licenses, actor, surroundings } = adapters;
  const stagingWebsites = staging.map(websiteOf);
  const issued = await licenses.change(actor, async (change) => {
    const { id: subscriptionId } = await subscriptionFor(sale, change, adapters);
    const purchase = { subscriptionId, systems, customers, rebinds, stagingWebsites };
    return await addLicenses(purchase, change, surroundings);
  });
  const rows = issued.map(({ kind, key, license }) => {
    const { id, keyHint, subscriptionId: subscription } = license;
    return { kind, id, key, keyHint, subscription };
  });
  printIssued(rows, output);
}

async function subscriptionFor(
  { subscription, holder = '', reference, paidUntil }: Sale,
  change: LicenseChange,
  { surroundings }: Adapters,
) {
  if (subscription !== undefined) return await subscriptionNamed(subscription, change);
  return await createSubscription({ holder, reference, paidUntil }, change, surroundings);
}
