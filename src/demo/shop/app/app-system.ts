import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Shop } from '../shop.ts';
import { type InstalledApp, readPackage } from './installed-app.ts';

/** What the shop can do with an App, as its Administration and its console can. */
export interface AppSystem {
  /** Makes the shop known to the App's server, and tells it that the App is active. */
  install(files: ReadonlyMap<string, Uint8Array>, changes?: { shopUrl?: string }): Promise<void>;
  /** Its templates alone, without the handshake: where the shop itself does not reach the App's server. */
  place(files: ReadonlyMap<string, Uint8Array>): void;
  /** The handshake once more, signed with the secret before too. */
  register(): Promise<void>;
  /** HTTP status of the answer to an event. */
  send(event: string, changes?: { eventId?: string; timestamp?: number; secret?: string }): Promise<number>;
  /** Address of the App's module, signed for the frame in the Administration. */
  moduleAddress(changes?: { timestamp?: number; secret?: string }): string;
  /** What signs now. */
  secret(): string;
}

const offerSchema = z.object({
  proof: z.string(),
  secret: z.string().min(64).max(255),
  confirmation_url: z.url(),
});

export function appSystem(shop: Shop): AppSystem {
  return {
    async install(files, { shopUrl = shop.url } = {}) {
      shop.app = await registered(placed(files), shopUrl);
      await sendEvent(shop, 'app.activated', {});
    },
    place(files) {
      shop.app = placed(files);
    },
    async register() {
      shop.app = await registered(appOf(shop), shop.url);
    },
    send: (event, changes = {}) => sendEvent(shop, event, changes),
    moduleAddress: (changes = {}) => moduleAddress(shop, changes),
    secret: () => appOf(shop).shopSecret,
  };
}

function placed(files: ReadonlyMap<string, Uint8Array>): InstalledApp {
  return { ...readPackage(files), shopId: randomBytes(8).toString('hex'), shopSecret: '' };
}

function appOf({ app }: Shop): InstalledApp {
  if (!app) throw new Error('no App is installed');
  return app;
}

/** https://developer.shopware.com, app registration: request, proof, confirmation; each signed. */
async function registered(app: InstalledApp, shopUrl: string): Promise<InstalledApp> {
  const query = `shop-id=${app.shopId}&shop-url=${shopUrl}&timestamp=${seconds()}`;
  const known = app.shopSecret !== '';
  const headers = {
    'shopware-app-signature': sign(query, app.secret),
    ...(known ? { 'shopware-shop-signature': sign(query, app.shopSecret) } : {}),
  };
  const answer = await fetch(`${app.registrationUrl}?${query}`, { headers });
  if (!answer.ok) throw new Error(`registration was answered with ${answer.status}`);
  const offer = offerSchema.parse(await answer.json());
  if (offer.proof !== sign(app.shopId + shopUrl + app.name, app.secret))
    throw new Error('the proof is not good');
  await confirm(app, shopUrl, offer);
  return { ...app, shopSecret: offer.secret };
}

async function confirm(
  app: InstalledApp,
  shopUrl: string,
  { secret, confirmation_url: url }: z.infer<typeof offerSchema>,
): Promise<void> {
  const credentials = { apiKey: 'SWIAAPPCREDENTIAL', secretKey: randomBytes(16).toString('hex') };
  const body = JSON.stringify({ ...credentials, timestamp: String(seconds()), shopUrl, shopId: app.shopId });
  const headers = {
    'content-type': 'application/json',
    'shopware-shop-signature': sign(body, secret),
    ...(app.shopSecret === '' ? {} : { 'shopware-shop-signature-previous': sign(body, app.shopSecret) }),
  };
  const answer = await fetch(url, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(`confirmation was answered with ${answer.status}`);
}

async function sendEvent(
  shop: Shop,
  event: string,
  {
    eventId = randomUUID(),
    timestamp = seconds(),
    secret,
  }: { eventId?: string; timestamp?: number; secret?: string },
): Promise<number> {
  const { webhooks, shopId, shopSecret } = appOf(shop);
  const url = webhooks.find((webhook) => webhook.event === event)?.url ?? webhooks[0]?.url ?? '';
  const source = { url: shop.url, shopId, appVersion: '1.0.0', eventId };
  const body = JSON.stringify({ data: { payload: [], event }, source, timestamp });
  const headers = {
    'content-type': 'application/json',
    'shopware-shop-signature': sign(body, secret ?? shopSecret),
  };
  return (await fetch(url, { method: 'POST', headers, body })).status;
}

function moduleAddress(
  shop: Shop,
  { timestamp = seconds(), secret }: { timestamp?: number; secret?: string },
): string {
  const { moduleUrl, shopId, shopSecret } = appOf(shop);
  const query = `shop-id=${shopId}&shop-url=${shop.url}&timestamp=${timestamp}&sw-version=6.6.7.1&sw-user-language=en-GB`;
  return `${moduleUrl}?${query}&shopware-shop-signature=${sign(query, secret ?? shopSecret)}`;
}

function sign(text: string, secret: string): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}

function seconds(): number {
  return Math.floor(Date.now() / 1000);
}
