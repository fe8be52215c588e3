import { describe, expect, it } from 'vitest';
import {
  type CancellationTime,
  cancelSubscription,
  createSubscription,
  type NewSubscription,
  renewSubscription,
  resumeSubscription,
} from '../../../src/license/subscription-life.ts';
import type { Subscription } from '../../../src/punchout/license.ts';
import { type Desk, expectFault, openDesk } from './open-desk.ts';
import { day, now } from './sample-licenses.ts';

const begin = (desk: Desk, changes: Partial<NewSubscription> = {}) =>
  desk.change((change) => createSubscription({ holder: 'Shop GmbH', ...changes }, change, desk.surroundings));
const cancel = (desk: Desk, { id }: Subscription, time: CancellationTime = {}) =>
  desk.change((change) => cancelSubscription(id, time, change));
const renew = (desk: Desk, { id }: Subscription, paidUntil: number) =>
  desk.change((change) => renewSubscription(id, paidUntil, change));
const resume = (desk: Desk, { id }: Subscription) => desk.change((change) => resumeSubscription(id, change));
const kept = async (desk: Desk, { id }: Subscription) => (await desk.licenses.recordsOf(id)).subscriptions[0];

describe('a subscription is cancelled', () => {
  it('and its licenses are valid to the end of the period that is paid for', async () => {
    const desk = await openDesk();
    const { subscription } = await desk.buyConnected();
    await desk.assign();
    await renew(desk, subscription, now + day);
    expect(await cancel(desk, subscription)).toMatchObject({ status: 'cancelled', endsAt: now + day });
    expect(await desk.verdict()).toBe('valid');
    desk.clock.time = now + day - 1;
    expect(await desk.verdict()).toBe('valid');
    desk.clock.time += 1;
    expect(await desk.verdict()).toBe('license_subscription_ended');
  });

  it.each<[string, Partial<NewSubscription>, CancellationTime, Partial<Subscription>]>([
    ['at once where no period is recorded', {}, {}, { status: 'ended', endsAt: now }],
    ['at once where the period is over', { paidUntil: now - day }, {}, { status: 'ended', endsAt: now }],
    [
      'at once where that is forced',
      { paidUntil: now + day },
      { now: true },
      { status: 'ended', endsAt: now },
    ],
    ['at a date', { paidUntil: now + day }, { at: now + 5 }, { status: 'cancelled', endsAt: now + 5 }],
    ['at once where the date is past', {}, { at: now - 5 }, { status: 'ended', endsAt: now }],
  ])('%s', async (_, subscription, time, expected) => {
    const desk = await openDesk();
    const begun = await begin(desk, subscription);
    expect(await cancel(desk, begun, time)).toEqual({ ...begun, ...expected });
    expect(await kept(desk, begun)).toEqual({ ...begun, ...expected });
  });

  it('again at another time, as long as it runs', async () => {
    const desk = await openDesk();
    const begun = await begin(desk, { paidUntil: now + day });
    await cancel(desk, begun);
    const before = await desk.licenses.version();
    await cancel(desk, begun);
    expect(await desk.licenses.version()).toBe(before);
    expect(await cancel(desk, begun, { now: true })).toMatchObject({ status: 'ended', endsAt: now });
  });

  it('and stays over where it is over, whatever date is given', async () => {
    const desk = await openDesk();
    const begun = await begin(desk, { paidUntil: now + day });
    await cancel(desk, begun, { now: true });
    expect(await cancel(desk, begun, { at: now + 2 * day })).toMatchObject({ status: 'ended', endsAt: now });
    const other = await begin(desk, { paidUntil: now + day });
    await cancel(desk, other);
    desk.clock.time = now + 2 * day;
    const later = await cancel(desk, other, { at: now + 3 * day });
    expect(later).toMatchObject({ status: 'cancelled', endsAt: now + day });
  });
});

describe('a subscription runs on', () => {
  it.each<[string, CancellationTime]>([
    ['while it is still paid for', {}],
    ['after it has ended', { now: true }],
  ])('when it is resumed %s, and its licenses need nothing', async (_, time) => {
    const desk = await openDesk();
    const { subscription } = await desk.buyConnected();
    await desk.assign();
    await renew(desk, subscription, now + day);
    await cancel(desk, subscription, time);
    expect(await resume(desk, subscription)).toMatchObject({
      status: 'active',
      endsAt: undefined,
      paidUntil: now + day,
    });
    desk.clock.time = now + 10 * day;
    expect(await desk.verdict()).toBe('valid');
  });

  it('when it is renewed, also where it was cancelled or has ended', async () => {
    const desk = await openDesk();
    const { subscription } = await desk.buyConnected();
    await desk.assign();
    expect(await renew(desk, subscription, now + day)).toMatchObject({
      status: 'active',
      paidUntil: now + day,
    });
    await cancel(desk, subscription);
    desk.clock.time = now + 5 * day;
    expect(await desk.verdict()).toBe('license_subscription_ended');
    await renew(desk, subscription, now + 30 * day);
    expect(await desk.verdict()).toBe('valid');
    await cancel(desk, subscription, { now: true });
    await renew(desk, subscription, now + 30 * day);
    expect(await kept(desk, subscription)).toMatchObject({ status: 'active', endsAt: undefined });
    expect(await desk.verdict()).toBe('valid');
  });

  it('when the renewal is late: nobody is stopped for that', async () => {
    const desk = await openDesk();
    const { subscription } = await desk.buyConnected();
    await desk.assign();
    await renew(desk, subscription, now + day);
    desk.clock.time = now + 2 * day;
    expect(await desk.verdict()).toBe('valid');
  });

  it('without a change where it runs already, or is paid for so long already', async () => {
    const desk = await openDesk();
    const begun = await begin(desk, { paidUntil: now + day });
    const before = await desk.licenses.version();
    expect(await resume(desk, begun)).toEqual(begun);
    expect(await renew(desk, begun, now + day)).toEqual(begun);
    expect(await desk.licenses.version()).toBe(before);
    await expectFault('period_invalid', () => renew(desk, begun, now + day - 1));
  });
});

describe("what the vendor's shop calls a subscription", () => {
  it('names one of them', async () => {
    const desk = await openDesk();
    const begun = await begin(desk, { reference: 'order 10001' });
    await expectFault('reference_taken', () => begin(desk, { reference: 'order 10001' }));
    const found = await desk.change((change) => change.subscriptionByReference('order 10001'));
    expect(found).toEqual(begun);
  });
});

describe('a subscription that nobody has', () => {
  it('can be neither renewed nor cancelled nor resumed', async () => {
    const desk = await openDesk();
    const nobody = { id: 'nobody' } as Subscription;
    await expectFault('subscription_unknown', () => renew(desk, nobody, now));
    await expectFault('subscription_unknown', () => cancel(desk, nobody));
    await expectFault('subscription_unknown', () => resume(desk, nobody));
    expect(await desk.licenses.version()).toBe(0);
  });
});
