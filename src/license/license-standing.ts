import type { Subscription } from '../punchout/license.ts';
import type { LicenseStore } from '../punchout/license-store.ts';
import type { LicenseSurvey } from '../punchout/license-survey.ts';
import type { DocumentStore } from '../punchout/signed-licenses.ts';
import type { DocumentKeeper } from './document-keeper.ts';
import type { LicenseClock } from './license-clock.ts';
import type { LicenseDocument } from './license-document.ts';
import type { DocumentStanding, LicenseStanding, SubscriptionStanding } from './license-notices.ts';
import { day } from './notice-stage.ts';

export interface StandingPorts {
  licenses: Pick<LicenseStore, 'version'>;
  survey: LicenseSurvey;
  documents: Pick<DocumentStore, 'list'>;
  keeper: Pick<DocumentKeeper, 'all'>;
  clock: LicenseClock;
  /** Defined where licenses come from a license server: what stands in the own tables counts for nothing then. */
  refresher: object | undefined;
}

/** Of each kind so many are looked at; whoever has more of them at once has other ways to see. */
const most = 1_000;
const mostFull = 100;

/**
 * Reads how licensing stands, from SQL alone: subscriptions near their end or past it, those without a free seat, and
 * the documents. Seats are counted again only when a license was changed since.
 */
export function createStandingReader(ports: StandingPorts, machine: string): () => Promise<LicenseStanding> {
  const { clock, refresher } = ports;
  const readFull = fullSubscriptions(ports);
  return async () => {
    const documents = await documentStandings(ports);
    const own = refresher ? [] : [...(await nearTheirEnd(ports, clock.now())), ...(await readFull())];
    return {
      subscriptions: merged([...documents.flatMap(({ subscriptions }) => subscriptions), ...own]),
      documents: documents.map(({ document }) => document),
      clock: { machine, jump: clock.jump() },
    };
  };
}

async function nearTheirEnd({ survey }: StandingPorts, now: number): Promise<SubscriptionStanding[]> {
  const ended = await survey.ending({ from: now - 30 * day, until: now, limit: most });
  const ending = await survey.ending({ from: now, until: now + 30 * day, limit: most });
  const overdue = await survey.overdue(now, most);
  return [...ended, ...ending, ...overdue].map(uncounted);
}

function uncounted(subscription: Subscription): SubscriptionStanding {
  return { subscription, seats: undefined };
}

function fullSubscriptions({ licenses, survey, clock }: StandingPorts) {
  let known: { version: number; full: SubscriptionStanding[] } | undefined;
  return async (): Promise<SubscriptionStanding[]> => {
    const version = await licenses.version();
    if (known?.version === version) return known.full;
    const found = await survey.withoutFreeSeat(clock.now(), mostFull);
    const full = found.map(({ subscription, seats }) => ({
      subscription,
      seats: { all: seats, assigned: seats },
    }));
    known = { version, full };
    return full;
  };
}

/** Each document; with its subscription, unless it is no longer believed. */
async function documentStandings({ documents, keeper }: StandingPorts) {
  const believed = new Map((await keeper.all()).map(({ kept, content }) => [kept.subscriptionId, content]));
  return (await documents.list()).map(({ document: _, ...kept }) => {
    const content = believed.get(kept.subscriptionId);
    const document: DocumentStanding = { kept, subscription: content?.subscription };
    return { document, subscriptions: content ? [countedSeats(content)] : [] };
  });
}

function countedSeats({ subscription, customerLicenses }: LicenseDocument): SubscriptionStanding {
  const active = customerLicenses.filter(({ status }) => status === 'active');
  const assigned = active.filter(({ customerId }) => customerId !== undefined);
  return { subscription, seats: { all: active.length, assigned: assigned.length } };
}

/** Each subscription once; what stands later counts more, but forgets no seats. */
function merged(standings: readonly SubscriptionStanding[]): SubscriptionStanding[] {
  const byId = new Map<string, SubscriptionStanding>();
  for (const { subscription, seats } of standings)
    byId.set(subscription.id, { subscription, seats: seats ?? byId.get(subscription.id)?.seats });
  return [...byId.values()];
}
