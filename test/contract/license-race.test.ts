import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { connectLicense } from '../../src/license/bind-license.ts';
import { addLicenses } from '../../src/license/buy-licenses.ts';
import { createSubscription } from '../../src/license/subscription-life.ts';
import { createLicenseHistory } from '../../src/store/license-history.ts';
import { realSurroundings } from '../../src/store/surroundings.ts';
import type { ClaimResult } from './claim-process.ts';
import { onEveryDatabase } from './every-database.ts';
import { openLicenseStore, sampleVault } from './open-license-store.ts';
import { claimSeatsInProcess } from './run-store-process.ts';

const processes = 4;
const claimsOfEach = 250;
const sold = 100;
const website = 'https://shop.example';

const granted = (results: ClaimResult[]) => results.filter((result) => 'seat' in result);
const refusals = (results: ClaimResult[]) =>
  results.flatMap((result) => ('refused' in result ? result.refused : []));

onEveryDatabase('seats without races', (current) => {
  const surroundings = realSurroundings();
  const ports = () => ({
    licenses: openLicenseStore(current().database, surroundings),
    surroundings,
    actor: 'vendor',
  });

  /** A connected system license with so many customer licenses, the included one among them. */
  async function sell(customers: number) {
    const { licenses } = ports();
    const fingerprint = `v1:${randomUUID()}`;
    const { issued, subscriptionId } = await licenses.change('vendor', async (change) => {
      const { id } = await createSubscription({ holder: 'Shop GmbH' }, change, surroundings);
      const purchase = { subscriptionId: id, systems: 1, customers: customers - 1 };
      return { issued: await addLicenses(purchase, change, surroundings), subscriptionId: id };
    });
    const system = issued.find(({ kind }) => kind === 'system');
    if (!system) throw new Error('a system license was bought');
    const bound = { license: system.key, website, system: { id: randomUUID(), fingerprint } };
    await connectLicense(bound, ports());
    const key = issued.findLast(({ kind }) => kind === 'customer')?.key;
    return { fingerprint, subscriptionId, key };
  }

  const assignedOf = async ({ subscriptionId }: { subscriptionId: string }) =>
    (await ports().licenses.recordsOf(subscriptionId)).customerLicenses.flatMap(({ id, customerId }) =>
      customerId === undefined ? [] : { customerId, seat: id },
    );

  let crowd: { subscriptionId: string; results: ClaimResult[] };
  let family: { subscriptionId: string; outcomes: ClaimResult[][] };
  let single: { subscriptionId: string; results: ClaimResult[] };

  /** All at once: a thousand customers of one license, ten of another in each process, one key of a third. */
  beforeAll(async () => {
    const licenses = { crowd: await sell(sold), family: await sell(20), single: await sell(5) };
    const claim = ({ fingerprint }: { fingerprint: string }) => ({
      website,
      fingerprint,
      customerId: randomUUID(),
    });
    const familyClaims = Array.from({ length: 10 }, () => claim(licenses.family));
    const outcomes = await Promise.all(
      Array.from({ length: processes }, () =>
        claimSeatsInProcess(current().options, [
          { ...claim(licenses.single), license: licenses.single.key },
          ...familyClaims,
          ...Array.from({ length: claimsOfEach }, () => claim(licenses.crowd)),
        ]),
      ),
    );
    single = { ...licenses.single, results: outcomes.flatMap((outcome) => outcome.slice(0, 1)) };
    family = { ...licenses.family, outcomes: outcomes.map((outcome) => outcome.slice(1, 11)) };
    crowd = { ...licenses.crowd, results: outcomes.flatMap((outcome) => outcome.slice(11)) };
  });

  it('of a thousand customers who claim a hundred seats from four processes, a hundred get one', async () => {
    const { results } = crowd;
    expect(results).toHaveLength(processes * claimsOfEach);
    expect(granted(results)).toHaveLength(sold);
    expect(new Set(refusals(results))).toEqual(new Set(['seats_used_up']));
    const assigned = await assignedOf(crowd);
    expect(assigned.toSorted(bySeat)).toEqual(granted(results).toSorted(bySeat));
  });

  it('a customer for whom four processes claim gets one seat, not four', async () => {
    const { outcomes } = family;
    for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
    expect(granted(outcomes.flat())).toHaveLength(40);
    expect(await assignedOf(family)).toHaveLength(10);
  });

  it('of four operators who assign one key at once, one gets it', async () => {
    const { results } = single;
    expect(granted(results)).toHaveLength(1);
    expect(refusals(results)).toEqual(['seat_taken', 'seat_taken', 'seat_taken']);
    expect(await assignedOf(single)).toEqual(granted(results));
  });

  it('the history of it all holds', async () => {
    const { faults } = await createLicenseHistory(current().database, sampleVault).verify();
    expect(faults).toEqual([]);
  });
});

function bySeat(one: object, other: object): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}
