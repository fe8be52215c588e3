import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Adapters, openAdapters } from '../../../src/adapters.ts';
import { type Config, readConfig } from '../../../src/config.ts';
import { openMonitor, startMonitoring } from '../../../src/monitoring.ts';
import { onEveryDatabase } from '../../contract/every-database.ts';
import { type LicensePlace, openLicensePlace, sell } from '../../support/license-server.ts';
import { cancel, resume } from '../../support/watch-notices.ts';
import { startWebhookReceiver, type WebhookReceiver, webhookSecret } from '../../support/webhook-receiver.ts';

const day = 24 * 60 * 60_000;
const silent = pino({ level: 'silent' });

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
