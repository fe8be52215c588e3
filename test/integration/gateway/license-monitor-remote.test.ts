import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLicenseMonitor } from '../../../src/license/license-monitor.ts';
import {
  type LicensePlace,
  openLicensePlace,
  sell,
  startLicenseServer,
  type TestLicenseServer,
} from '../../support/license-server.ts';
import { cancel, watcher } from '../../support/watch-notices.ts';

const day = 24 * 60 * 60_000;

describe('a gateway whose licenses come from a license server', () => {
  let vendor: TestLicenseServer;
  let place: LicensePlace;
  beforeEach(async () => {
    vendor = await startLicenseServer();
    place = await openLicensePlace({ LICENSE_SERVER_URL: vendor.url });
  });
  afterEach(async () => {
    await place.close();
    await vendor.close();
  });

  async function connected() {
    const sold = await sell(vendor, { customers: 1 });
    await place.adapters.office.connect({ license: sold.systemKey, website: 'https://shop.example' });
    const watched = watcher();
    return { ...sold, ...watched, monitor: createLicenseMonitor(place.adapters, watched.options) };
  }

  /** As if the trouble had begun an hour ago. */
  async function failedForAnHour(): Promise<void> {
    const failedSince = Date.now() - 3_600_000;
    await place.adapters.database.run((sql) =>
      sql.updateTable('licenseDocuments').set({ failedSince }).where('failedSince', 'is not', null).execute(),
    );
  }

  it('sees a cancellation at the license server without any buyer', async () => {
    const { subscription, told, monitor } = await connected();
    await cancel(vendor.adapters, subscription.id, Date.now() + 6 * day);
    await monitor.tick();
    expect(told).toEqual(['began subscription_expiring 7']);
  });

  it('does not ask for a document that is young enough', async () => {
    const { subscription, told, options } = await connected();
    await cancel(vendor.adapters, subscription.id, Date.now() + 6 * day);
    await createLicenseMonitor(place.adapters, { ...options, refreshAfter: 3_600_000 }).tick();
    expect(told).toEqual([]);
  });

  it('tells that the server is away and until when that is no trouble, and that it is back', async () => {
    const { told, monitor } = await connected();
    await vendor.stop();
    await monitor.tick();
    expect(told).toEqual([]);
    await failedForAnHour();
    await monitor.tick();
    expect(told).toEqual(['began authority_unreachable failing', 'began grace_running started']);
    await vendor.start();
    await place.adapters.office.connect({
      license: (await place.adapters.keeper.all())[0]?.content.systemLicenses[0]?.id ?? '',
      website: 'https://shop.example',
    });
    await monitor.tick();
    expect(told.slice(2).toSorted()).toEqual([
      'ended authority_unreachable failing',
      'ended grace_running started',
    ]);
  });

  it('tells that a document was changed in the database', async () => {
    const { told, monitor } = await connected();
    await vendor.stop();
    const { documents, database } = place.adapters;
    const [kept] = await documents.list();
    const [header, payload = '', signature] = (kept?.document ?? '').split('.');
    const changed = JSON.parse(Buffer.from(payload, 'base64url').toString());
    changed.notAfter += 1_000 * day;
    const document = [header, Buffer.from(JSON.stringify(changed)).toString('base64url'), signature].join(
      '.',
    );
    await database.run((sql) => sql.updateTable('licenseDocuments').set({ document }).execute());
    await monitor.tick();
    expect(told).toEqual(['began document_untrusted untrusted']);
  });

  it('tells that the server does not take the key any more', async () => {
    const { told, monitor } = await connected();
    await vendor.adapters.database.run((sql) =>
      sql.updateTable('systemLicenses').set({ keyHash: 'another' }).execute(),
    );
    await monitor.tick();
    await failedForAnHour();
    await monitor.tick();
    expect(told).toEqual(['began key_refused failing', 'began grace_running started']);
  });
});
