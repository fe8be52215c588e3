import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call } from '../../support/buyer.ts';
import { eventSecret, startLicenseServer, type TestLicenseServer } from '../../support/license-server.ts';

let server: TestLicenseServer;
let number = 0;

beforeAll(async () => {
  server = await startLicenseServer();
});
afterAll(() => server.close());

interface Delivery {
  id?: string;
  secret?: string;
  at?: Date;
  /** What is sent in place of what was signed. */
  sent?: string;
}

/** Posts an event as the shop of the vendor does. */
async function deliver(event: object, { id, secret = eventSecret, at = new Date(), sent }: Delivery = {}) {
  number += 1;
  const eventId = id ?? `evt_${number}`;
  const body = JSON.stringify(event);
  const headers = {
    'content-type': 'application/json',
    'webhook-id': eventId,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(eventId, at, body),
  };
  const answer = await call(`${server.url}/v1/events`, { method: 'POST', headers, body: sent ?? body });
  return { status: answer.status, json: JSON.parse(answer.text) };
}

const purchase = (reference: string, more: object = {}) => ({
  type: 'subscription.purchased',
  reference,
  holder: 'Shop GmbH',
  paidUntil: '2030-12-31T23:59:59Z',
  systems: 1,
  customers: 2,
  ...more,
});

const subscriptionOf = async (reference: string) =>
  (await server.adapters.licenses.findSubscriptions({ reference, limit: 2 }))[0];

describe("an event of the vendor's shop", () => {
  test('turns a purchase into a subscription with licenses, whose keys come once', async () => {
    const first = await deliver(purchase('order-1'), { id: 'evt_purchase' });
    expect(first).toMatchObject({ status: 200, json: { applied: true } });
    expect(first.json.issued.map(({ kind }: { kind: string }) => kind)).toEqual([
      'system',
      'customer',
      'customer',
      'customer',
    ]);
    const again = await deliver(purchase('order-1'), { id: 'evt_purchase' });
    expect(again.json).toEqual({ applied: false, subscription: first.json.subscription, issued: [] });
    const { customerLicenses } = await server.adapters.licenses.usage(first.json.subscription);
    expect(customerLicenses).toBe(3);
  });

  test('is carried out once, however many deliveries come at the same time', async () => {
    const all = await Promise.all(
      Array.from({ length: 20 }, () => deliver(purchase('order-2'), { id: 'evt_many' })),
    );
    expect(all.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(all.filter(({ json }) => json.applied)).toHaveLength(1);
    expect(await server.adapters.licenses.usage(all[0]?.json.subscription)).toMatchObject({
      systemLicenses: 1,
    });
  });

  test('adds licenses, renews, cancels to the end of the paid period, resumes, ends at once', async () => {
    await deliver(purchase('order-3'));
    const more = await deliver({ type: 'licenses.purchased', reference: 'order-3', customers: 5 });
    expect(more.json.issued).toHaveLength(5);
    await deliver({ type: 'subscription.renewed', reference: 'order-3', paidUntil: '2031-12-31T23:59:59Z' });
    const paidUntil = Date.parse('2031-12-31T23:59:59Z');
    expect(await subscriptionOf('order-3')).toMatchObject({ status: 'active', paidUntil });
    await deliver({ type: 'subscription.cancelled', reference: 'order-3' });
    expect(await subscriptionOf('order-3')).toMatchObject({ status: 'cancelled', endsAt: paidUntil });
    await deliver({ type: 'subscription.resumed', reference: 'order-3' });
    expect(await subscriptionOf('order-3')).toMatchObject({ status: 'active', endsAt: undefined });
    await deliver({ type: 'subscription.cancelled', reference: 'order-3', immediately: true });
    expect(await subscriptionOf('order-3')).toMatchObject({ status: 'ended' });
  });

  test('that comes out of order does no harm: an earlier period changes nothing, a later purchase is waited for', async () => {
    await deliver(purchase('order-4'));
    const earlier = { type: 'subscription.renewed', reference: 'order-4', paidUntil: '2028-01-01T00:00:00Z' };
    expect((await deliver(earlier)).status).toBe(200);
    expect(await subscriptionOf('order-4')).toMatchObject({ paidUntil: Date.parse('2030-12-31T23:59:59Z') });
    const early = { type: 'licenses.purchased', reference: 'order-5', customers: 1 };
    expect(await deliver(early, { id: 'evt_early' })).toMatchObject({
      status: 404,
      json: { code: 'subscription_unknown' },
    });
    await deliver(purchase('order-5'));
    expect((await deliver(early, { id: 'evt_early' })).json).toMatchObject({ applied: true });
  });

  test('stands in the history under its id', async () => {
    const { json } = await deliver(purchase('order-6'), { id: 'evt_history' });
    const [entry] = await server.adapters.history.list({ subjectId: json.subscription, limit: 1 });
    expect(entry).toMatchObject({ actor: 'shop event evt_history', action: 'created' });
  });
});

describe('no event is taken', () => {
  const refused = { status: 401, json: { code: 'signature_invalid' } };

  test('with another secret, another body, or none of the headers', async () => {
    const other = `whsec_${Buffer.from('another secret of thirty-two byt').toString('base64')}`;
    expect(await deliver(purchase('order-7'), { secret: other })).toMatchObject(refused);
    const sent = JSON.stringify(purchase('order-7', { systems: 100 }));
    expect(await deliver(purchase('order-7'), { sent })).toMatchObject(refused);
    const plain = await call(`${server.url}/v1/events`, { method: 'POST', body: sent });
    expect(plain.status).toBe(401);
    expect(await subscriptionOf('order-7')).toBeUndefined();
  });

  test('that was signed long ago, or for later', async () => {
    for (const minutes of [-10, 10]) {
      const at = new Date(Date.now() + minutes * 60_000);
      expect(await deliver(purchase('order-8'), { at })).toMatchObject(refused);
    }
  });

  test('of an unknown type, or with numbers that are none', async () => {
    const wrong = [
      { type: 'subscription.doubled', reference: 'order-9' },
      purchase('order-9', { systems: -1 }),
      purchase('order-9', { systems: 1_000_000 }),
      purchase('order-9', { paidUntil: 'tomorrow' }),
      { type: 'subscription.renewed', reference: 'order-1' },
    ];
    for (const event of wrong) {
      expect(await deliver(event)).toMatchObject({ status: 400, json: { code: 'request_invalid' } });
    }
    expect(await subscriptionOf('order-9')).toBeUndefined();
  });

  test('twice for one reference under two ids', async () => {
    await deliver(purchase('order-10'));
    expect(await deliver(purchase('order-10'))).toMatchObject({
      status: 409,
      json: { code: 'reference_taken' },
    });
  });
});

test('neither keys nor secrets are logged', () => {
  const text = JSON.stringify(server.log);
  expect(text).toContain('shop_event');
  expect(text).not.toMatch(/PG[SC]-[A-Z2-9]{5}-/);
  expect(text).not.toContain(eventSecret);
});
