import { writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { statusCommand } from '../../../src/commands/license/status.ts';
import { cancelSubscription } from '../../../src/license/subscription-life.ts';
import { noticeOf } from '../../../src/punchout/notice.ts';
import {
  type LicensePlace,
  openLicensePlace,
  sell,
  startLicenseServer,
  type TestLicenseServer,
} from '../../support/license-server.ts';

const day = 24 * 60 * 60_000;
let place: LicensePlace;

/** Runs the command over the database of the place, as the program does. */
async function status(environment: Record<string, string> = {}, ...args: string[]) {
  const printed: string[] = [];
  const command = statusCommand({
    environment: {
      DATA_DIR: place.dataDir,
      PUNCHGATE_CONFIG: join(place.dataDir, 'punchgate.yaml'),
      ...environment,
    },
    print: (text) => void printed.push(text),
    warn: () => {},
    stopRequested: async () => {},
    startDemo: () => Promise.reject(new Error('there is no demo here')),
  });
  const refusal = await command.parseAsync(args, { from: 'user' }).then(
    () => undefined,
    (error: Error) => `${error.name}: ${error.message}`,
  );
  return { printed: printed.join('\n'), refusal };
}

async function statusJson(environment: Record<string, string> = {}) {
  const { printed, refusal } = await status(environment, '--json');
  return { ...JSON.parse(printed), refusal };
}

async function openPlace(environment: Record<string, string> = {}): Promise<void> {
  place = await openLicensePlace(environment);
  await writeFile(join(place.dataDir, 'punchgate.yaml'), '');
}

describe('punchgate license status, of a gateway that issues its licenses itself', () => {
  beforeEach(() => openPlace());
  afterEach(() => place.close());

  it('says that nothing needs the operator', async () => {
    const { printed, refusal } = await status();
    expect(printed).toContain('issued by this gateway');
    expect(printed).toContain('nothing needs you');
    expect(refusal).toBeUndefined();
  });

  it('shows each subscription with its end, its days left and its seats', async () => {
    const paidUntil = Date.now() + 100 * day + 60_000;
    const { subscription } = await sell(place, { customers: 2, paidUntil });
    const { subscriptions, notices, refusal } = await statusJson();
    expect(subscriptions).toEqual([
      {
        subscription: subscription.id,
        holder: 'Shop GmbH',
        status: 'active',
        paidUntil: new Date(paidUntil).toISOString(),
        daysLeft: 100,
        seats: '0/3',
        source: 'this gateway',
      },
    ]);
    expect([notices, refusal]).toEqual([[], undefined]);
  });

  it('says what may become trouble, and with status 1 where it is critical', async () => {
    const { adapters } = place;
    const { id } = (await sell(place)).subscription;
    const cancel = (at: number) =>
      adapters.licenses.change('vendor', (change) => cancelSubscription(id, { at }, change));
    await cancel(Date.now() + 6 * day);
    const soon = await statusJson();
    expect(soon.notices).toMatchObject([{ code: 'subscription_expiring', severity: 'warning', subject: id }]);
    expect(soon.refusal).toBeUndefined();
    await cancel(Date.now());
    const over = await statusJson();
    expect(over.subscriptions).toMatchObject([{ subscription: id, status: 'ended' }]);
    expect(over.refusal).toBe('CommandRefusal: critical: subscription_ended');
    const { printed } = await status();
    expect(printed).toMatch(/critical subscription_ended: .*ended at/);
    expect(printed).toContain(over.notices[0].advice);
  });

  it('shows what a gateway has told of its clock, which no command can see', async () => {
    const facts = { severity: 'critical', subject: hostname(), stage: 'ahead', detail: 'it jumped' } as const;
    await place.adapters.notices.settle([noticeOf('clock_jumped', facts)], () => true);
    const { notices, refusal } = await statusJson();
    expect(notices).toMatchObject([{ code: 'clock_jumped', detail: 'it jumped' }]);
    expect(refusal).toContain('clock_jumped');
  });

  it('says so where there are more subscriptions than it shows', async () => {
    for (let count = 0; count < 51; count += 1) await sell(place);
    const { subscriptions, more } = await statusJson();
    expect([subscriptions.length, more]).toEqual([50, true]);
    expect((await status()).printed).toContain('punchgate subscription list');
  });
});

describe('punchgate license status, of a gateway with a license server', () => {
  let vendor: TestLicenseServer;
  let environment: Record<string, string>;
  beforeAll(async () => {
    vendor = await startLicenseServer();
    environment = { LICENSE_SERVER_URL: vendor.url };
    await openPlace(environment);
    const { systemKey } = await sell(vendor);
    await place.adapters.office.connect({ license: systemKey, website: 'https://shop.example' });
    // From here on the command has nobody to ask.
    await vendor.stop();
  });
  afterAll(async () => {
    await place.close();
    await vendor.start();
    await vendor.close();
  });

  it('shows when the server last answered, while it is away', async () => {
    const [kept] = await place.adapters.documents.list();
    const { authority, subscriptions, refusal } = await statusJson(environment);
    expect(authority).toEqual({
      licenses: `from ${vendor.url}`,
      lastAnswer: new Date(kept?.checkedAt ?? 0).toISOString(),
    });
    expect(subscriptions).toMatchObject([
      { source: 'license server', seats: '0/1', documentUntil: new Date(kept?.notAfter ?? 0).toISOString() },
    ]);
    expect(refusal).toBeUndefined();
  });

  it('shows since when it does not answer, and until when that is no trouble', async () => {
    await place.adapters.refresher?.refresh();
    const [kept] = await place.adapters.documents.list();
    const { authority } = await statusJson(environment);
    expect(authority).toMatchObject({
      failingSince: new Date(kept?.failedSince ?? 0).toISOString(),
      failure: expect.stringContaining('server_unreachable'),
      graceUntil: new Date(kept?.notAfter ?? 0).toISOString(),
    });
  });
});
