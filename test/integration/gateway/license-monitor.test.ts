import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LicenseClock } from '../../../src/license/license-clock.ts';
import { createLicenseMonitor } from '../../../src/license/license-monitor.ts';
import { type LicensePlace, openLicensePlace, sell } from '../../support/license-server.ts';
import { cancel, watcher } from '../../support/watch-notices.ts';

const day = 24 * 60 * 60_000;

describe('a gateway that issues its licenses itself', () => {
  let place: LicensePlace;
  beforeEach(async () => {
    place = await openLicensePlace();
  });
  afterEach(() => place.close());

  it('tells each stage of an end once', async () => {
    const { adapters } = place;
    const { subscription } = await sell(place);
    const { told, options } = watcher();
    const monitor = createLicenseMonitor(adapters, options);
    await monitor.tick();
    expect(told).toEqual([]);
    await cancel(adapters, subscription.id, Date.now() + 20 * day);
    await monitor.tick();
    await monitor.tick();
    await cancel(adapters, subscription.id, Date.now() + 2 * day);
    await monitor.tick();
    await cancel(adapters, subscription.id, Date.now());
    await monitor.tick();
    expect(told).toEqual([
      'began subscription_expiring 30',
      'began subscription_expiring 7',
      'ended subscription_expiring 7',
      'began subscription_ended ended',
    ]);
  });

  it('tells that the last free customer license was assigned, and when one is free again', async () => {
    const { adapters } = place;
    const { issued } = await sell(place);
    const { told, options } = watcher();
    const monitor = createLicenseMonitor(adapters, options);
    const seat = issued.find(({ kind }) => kind === 'customer')?.license.id ?? '';
    const assign = (customerId: string | undefined) =>
      adapters.licenses.change('operator', async (change) => {
        const license = await change.customerLicense(seat);
        if (license) await change.saveCustomerLicense('assigned', { ...license, customerId });
      });
    await monitor.tick();
    await assign('customer-1');
    await monitor.tick();
    await monitor.tick();
    await assign(undefined);
    await monitor.tick();
    expect(told).toEqual(['began seats_used_up used up', 'ended seats_used_up used up']);
  });

  it('tells of a clock that jumps; another machine neither tells it too nor takes it back', async () => {
    const { adapters } = place;
    let ahead = 0;
    const clock = new LicenseClock({ now: () => Date.now() + ahead });
    const wrong = watcher({ machine: 'wrong' });
    const right = watcher({ machine: 'right' });
    const monitors = [
      createLicenseMonitor({ ...adapters, clock }, wrong.options),
      createLicenseMonitor(adapters, right.options),
    ];
    const tickAll = async () => {
      for (const monitor of monitors) await monitor.tick();
    };
    ahead = 400 * day;
    await tickAll();
    await tickAll();
    expect([wrong.told, right.told]).toEqual([['began clock_jumped ahead'], []]);
    ahead = 0;
    await tickAll();
    expect([wrong.told[1], right.told]).toEqual(['ended clock_jumped ahead', []]);
  });

  it('tells of a clock that is behind the time that a license server has signed', async () => {
    const clock = new LicenseClock({ now: () => Date.now() });
    clock.learn(Date.now() + 2 * day, false);
    const { told, options } = watcher();
    await createLicenseMonitor({ ...place.adapters, clock }, options).tick();
    expect(told).toEqual(['began clock_jumped behind']);
  });

  it('forgets after two days what a machine said that is gone', async () => {
    const { adapters } = place;
    let ahead = 0;
    const clock = new LicenseClock({ now: () => Date.now() + ahead });
    ahead = 2 * day;
    const gone = { ...adapters, clock };
    await createLicenseMonitor(gone, watcher({ machine: 'gone' }).options).tick();
    const { told, options } = watcher({ machine: 'other' });
    const later = (milliseconds: number) => ({
      ...adapters,
      surroundings: { now: () => Date.now() + milliseconds },
    });
    await createLicenseMonitor(later(2 * day - 60_000), options).tick();
    expect(told).toEqual([]);
    await createLicenseMonitor(later(2 * day + 1), options).tick();
    expect(told).toEqual(['ended clock_jumped ahead']);
  });

  it('goes on when a look fails, and tells why', async () => {
    const { told, faults, options } = watcher();
    const monitor = createLicenseMonitor(place.adapters, options);
    await place.adapters.database.close();
    await monitor.tick();
    await monitor.tick();
    expect(told).toEqual([]);
    expect(faults).toMatchObject([
      ['look', { reason: 'store_unavailable' }],
      ['look', { reason: 'store_unavailable' }],
    ]);
  });

  it('looks once at a time, at once when it starts, and is done when it has stopped', async () => {
    let looks = 0;
    const show = () => {
      looks += 1;
    };
    const { options } = watcher({ show });
    const monitor = createLicenseMonitor(place.adapters, options);
    monitor.start();
    await Promise.all([monitor.tick(), monitor.tick()]);
    expect(looks).toBe(1);
    const last = monitor.tick();
    await monitor.stop();
    expect(looks).toBe(2);
    await last;
  });
});
