import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Adapters, openAdapters } from '../../../src/adapters.ts';
import { type Config, readConfig } from '../../../src/config.ts';
import { LicenseClock } from '../../../src/license/license-clock.ts';
import { createLicenseMonitor, type LicenseMonitorOptions } from '../../../src/license/license-monitor.ts';
import { cancelSubscription, resumeSubscription } from '../../../src/license/subscription-life.ts';
import { openMonitor, startMonitoring } from '../../../src/monitoring.ts';
import type { NoticeNews } from '../../../src/punchout/notice.ts';
import { onEveryDatabase } from '../../contract/every-database.ts';
import {
  type LicensePlace,
  openLicensePlace,
  sell,
  startLicenseServer,
  type TestLicenseServer,
} from '../../support/license-server.ts';
import { startWebhookReceiver, type WebhookReceiver, webhookSecret } from '../../support/webhook-receiver.ts';

const day = 24 * 60 * 60_000;
const silent = pino({ level: 'silent' });

/** Keeps what it is told as `event code stage`. */
function watcher(changes: Partial<LicenseMonitorOptions> = {}) {
  const told: string[] = [];
  const faults: unknown[] = [];
  const options: LicenseMonitorOptions = {
    machine: 'gateway-1',
    refreshAfter: 0,
    tell: ({ event, notice }: NoticeNews) => told.push(`${event} ${notice.code} ${notice.stage}`),
    show: () => {},
    deliver: undefined,
    report: (what, error) => faults.push([what, error]),
    ...changes,
  };
  return { told, faults, options };
}

async function cancel(adapters: Adapters, id: string, at: number): Promise<void> {
  await adapters.licenses.change('vendor', (change) => cancelSubscription(id, { at }, change));
}

async function resume(adapters: Adapters, id: string): Promise<void> {
  await adapters.licenses.change('vendor', (change) => resumeSubscription(id, change));
}

onEveryDatabase('two gateways over one database', (current) => {
  let gateways: Adapters[];
  let receiver: WebhookReceiver;
  let config: Config;

  beforeAll(async () => {
    const { dataDir, databaseUrl } = current().options;
    const environment = { DATA_DIR: dataDir, ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}) };
    const read = await readConfig(undefined, environment);
    receiver = await startWebhookReceiver();
    const webhook = { url: receiver.url, secret: webhookSecret, allowPrivate: true };
    config = { ...read, license: { ...read.license, webhook } };
    const open = () => openAdapters(config, { log: silent, actor: 'gateway' });
    gateways = await Promise.all([open(), open()]);
  });

  afterAll(async () => {
    await Promise.all(gateways.map((adapters) => adapters.close()));
    await receiver.close();
  });

  it('tell each notice once, in the log and to the webhook, and that it is over', async () => {
    const [first] = gateways;
    if (!first) throw new Error('there are two');
    const place = { adapters: first, dataDir: '', close: async () => {} };
    const ids = [];
    for (let count = 0; count < 5; count += 1) ids.push((await sell(place)).subscription.id);
    for (const id of ids) await cancel(first, id, Date.now() + 6 * day);
    const log: Record<string, unknown>[] = [];
    const logger = pino({ base: null }, { write: (line) => void log.push(JSON.parse(line)) });
    const opened = gateways.map((adapters) =>
      openMonitor(config, { adapters, log: logger, metrics: undefined }),
    );
    const tickAll = () => Promise.all(opened.map(({ monitor }) => monitor.tick()));
    const subjects = (event: string) =>
      log.flatMap((line) => (line.event === event ? String(line.subject) : [])).toSorted();

    await tickAll();
    await tickAll();
    expect(subjects('license_notice')).toEqual(ids.toSorted());
    for (const id of ids) await resume(first, id);
    await tickAll();
    await tickAll();
    expect(subjects('license_notice_ended')).toEqual(ids.toSorted());

    expect(receiver.received.map(({ outcome }) => outcome)).toEqual(Array(10).fill('taken'));
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(10);
    const types = receiver.received.map(({ body }) => body.type);
    expect(types.toSorted()).toEqual([
      ...Array(5).fill('license.notice'),
      ...Array(5).fill('license.notice_ended'),
    ]);
    for (const { close } of opened) close();
  });
});

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

describe('a webhook', () => {
  let place: LicensePlace;
  let receiver: WebhookReceiver;
  beforeEach(async () => {
    place = await openLicensePlace();
    receiver = await startWebhookReceiver();
  });
  afterEach(async () => {
    await receiver.close();
    await place.close();
  });

  async function configured(url = receiver.url) {
    const config = await readConfig(undefined, { DATA_DIR: place.dataDir });
    const lines: string[] = [];
    const log = pino({ level: 'trace', base: null }, { write: (line) => void lines.push(line) });
    const webhook = { url, secret: webhookSecret, allowPrivate: true };
    const complete = { ...config, license: { ...config.license, webhook } };
    return { ...openMonitor(complete, { adapters: place.adapters, log, metrics: undefined }), lines };
  }

  it('that fails twice before it takes one loses nothing, gets nothing twice, and its secret is never logged', async () => {
    const { adapters } = place;
    const { monitor, lines, close } = await configured();
    const first = (await sell(place)).subscription.id;
    await cancel(adapters, first, Date.now() + 20 * day);
    receiver.answerWith(500, 503);
    await monitor.tick();
    await resume(adapters, first);
    await monitor.tick();
    expect(receiver.taken()).toEqual([]);
    await monitor.tick();
    const events = receiver.taken().map(({ body }) => [body.type, body.data.subject]);
    expect(events.toSorted()).toEqual([
      ['license.notice', first],
      ['license.notice_ended', first],
    ]);
    const sent = receiver.received.map(({ id }) => id);
    expect(new Set(sent).size).toBe(2);
    await monitor.tick();
    expect(receiver.received).toHaveLength(4);
    expect(await adapters.notices.undelivered(10)).toEqual([]);

    const failures = lines.map((line) => JSON.parse(line)).filter(({ event }) => event === 'webhook_failed');
    expect(failures.map(({ detail }) => detail)).toEqual([
      'the webhook answered with HTTP status 500',
      'the webhook answered with HTTP status 503',
    ]);
    expect(lines.join('')).not.toContain(webhookSecret.slice('whsec_'.length));
    close();
  });

  it('gets a notice with its code, what it is about, and what to do', async () => {
    const { adapters } = place;
    const { monitor, close } = await configured();
    const { id } = (await sell(place)).subscription;
    await cancel(adapters, id, Date.now() + 6 * day);
    await monitor.tick();
    const [message] = receiver.taken();
    const [notice] = await adapters.notices.list();
    expect(message?.body).toMatchObject({
      type: 'license.notice',
      data: { code: 'subscription_expiring', severity: 'warning', subject: id, stage: '7' },
    });
    expect(message?.body.data).toEqual(notice);
    expect(Date.parse(message?.body.timestamp ?? '')).toBeLessThanOrEqual(Date.now());
    close();
  });

  it('that is not there at all is told of in the log, and gets everything once it is', async () => {
    const { adapters } = place;
    const away = await configured('http://127.0.0.1:9/hook');
    const ids = [];
    for (let count = 0; count < 3; count += 1) ids.push((await sell(place)).subscription.id);
    for (const id of ids) await cancel(adapters, id, Date.now() + day);
    await away.monitor.tick();
    expect(away.lines.filter((line) => line.includes('webhook_failed'))).toHaveLength(1);
    const back = await configured();
    await back.monitor.tick();
    expect(
      receiver
        .taken()
        .map(({ body }) => body.data.subject)
        .toSorted(),
    ).toEqual(ids.toSorted());
    away.close();
    back.close();
  });

  it('is brought what began by a gateway that was just started', async () => {
    const { id } = (await sell(place)).subscription;
    await cancel(place.adapters, id, Date.now() + day);
    const config = await readConfig(undefined, { DATA_DIR: place.dataDir });
    const webhook = { url: receiver.url, secret: webhookSecret, allowPrivate: true };
    const complete = { ...config, license: { ...config.license, webhook } };
    const ports = { adapters: place.adapters, log: silent, metrics: undefined };
    const monitoring = await startMonitoring(complete, ports);
    await monitoring.stop();
    expect(receiver.taken().map(({ body }) => body.data.subject)).toEqual([id]);
  });
});

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
