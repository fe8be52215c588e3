import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { keepAppSecret } from '../../../src/shop-app/app-secret.ts';
import { call } from '../../support/buyer.ts';
import { madeApp, redirectGateway } from '../../support/redirect-visit.ts';

const { gateway, shop } = await redirectGateway();
const registerUrl = `${gateway.url}/punchgate/app/demo/register`;
const appSecret = 'secret-of-the-app-in-the-manifest';

function sign(text: string, secret: string): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}

/** A registration of somebody, as Shopware would send it. */
async function registration(
  changes: { shopUrl?: string; secret?: string; at?: number; shopId?: string } = {},
) {
  const { shopUrl = shop.url, secret = appSecret, at = Date.now(), shopId = 'somebody' } = changes;
  const query = `shop-id=${shopId}&shop-url=${shopUrl}&timestamp=${Math.floor(at / 1000)}`;
  return await call(`${registerUrl}?${query}`, {
    headers: { 'shopware-app-signature': sign(query, secret) },
  });
}

async function keptText(): Promise<string> {
  const rows = await gateway.adapters.database.run((sql) =>
    Promise.all([
      sql.selectFrom('shopApps').selectAll().execute(),
      sql.selectFrom('shopAppRegistrations').selectAll().execute(),
    ]),
  );
  return JSON.stringify(rows);
}

afterEach(() => vi.useRealTimers());

describe('the App registers', () => {
  test('and each side can sign for the other from then on', async () => {
    expect(await shop.app.send('app.activated')).toBe(204);
  });

  test('and no secret is kept in clear or logged', async () => {
    const secrets = [shop.app.secret(), appSecret, 'SWIAAPPCREDENTIAL'];
    const kept = (await keptText()) + JSON.stringify(gateway.log);
    expect(secrets.filter((secret) => kept.includes(secret))).toEqual([]);
  });

  test('again with a new secret; the one before counts for a minute and no longer', async () => {
    const before = shop.app.secret();
    await shop.app.register();
    expect(shop.app.secret()).not.toBe(before);
    expect(await shop.app.send('app.activated')).toBe(204);
    expect(await shop.app.send('app.activated', { secret: before })).toBe(204);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 });
    expect(await shop.app.send('app.activated', { secret: before })).toBe(401);
    expect(await shop.app.send('app.activated')).toBe(204);
  });

  test('again only with the signature of the secret before, once the shop has given it', async () => {
    await shop.app.register();
    const shopId = new URL(shop.app.moduleAddress()).searchParams.get('shop-id') ?? '';
    expect((await registration({ shopId })).status).toBe(401);
    expect(await shop.app.send('app.activated')).toBe(204);
  });
});

describe('nobody registers', () => {
  test.each([
    ['without the secret of the manifest', { secret: 'guessed' }],
    ['for another shop than that of the configuration', { shopUrl: 'https://other.example' }],
    ['with a request of an hour ago', { at: Date.now() - 3_600_000 }],
  ])('%s', async (_, changes) => {
    expect((await registration(changes)).status).toBe(401);
    expect(gateway.log.at(-2)).toMatchObject({ event: 'app_call_refused' });
  });

  test('by what somebody has recorded of a registration, be it of this minute', async () => {
    const at = Date.now() - 30_000;
    expect((await registration({ shopId: 'recorded', at })).status).toBe(200);
    const again = await registration({ shopId: 'recorded', at });
    expect(again.status).toBe(401);
    expect(again.text).not.toContain('secret');
  });

  test('with a signature that lacks its end', async () => {
    const query = `shop-id=short&shop-url=${shop.url}&timestamp=${Math.floor(Date.now() / 1000)}`;
    const headers = { 'shopware-app-signature': sign(query, appSecret).slice(0, -1) };
    expect((await call(`${registerUrl}?${query}`, { headers })).status).toBe(401);
  });

  test('for a shop that has no App', async () => {
    expect((await call(`${gateway.url}/punchgate/app/other/register?shop-id=1`)).status).toBe(404);
  });

  test('by a confirmation that is none', async () => {
    const confirm = (body: string) =>
      call(`${gateway.url}/punchgate/app/demo/confirm`, { method: 'POST', body });
    for (const body of ['', '{', '[]', '{"shopId":"x","apiKey":"a","secretKey":"b"}'])
      expect((await confirm(body)).status, body).toBe(401);
  });

  test('with the secret before, after it was rotated; the shop installs the App anew', async () => {
    await keepAppSecret('demo', 'another-secret', gateway.adapters);
    expect((await registration()).status).toBe(401);
    expect(await shop.app.send('app.activated')).toBe(401);
    await shop.app.install(await madeApp(gateway));
    expect(await shop.app.send('app.activated')).toBe(204);
  });

  test('for a shop whose address only begins like that of the configuration', async () => {
    await expect(
      shop.app.install(await madeApp(gateway), { shopUrl: `${shop.url}.evil.example` }),
    ).rejects.toThrow('401');
  });
});
