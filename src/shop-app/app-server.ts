import { createHmac, timingSafeEqual } from 'node:crypto';
import { AppServer, type SimpleShop } from '@shopware-ag/app-server-sdk';
import type { Context } from '../http/context.ts';
import { readBody } from '../http/read-body.ts';
import { PunchOutError } from '../punchout/punchout-error.ts';
import type { Shop } from '../punchout/shop.ts';
import { appName, appSecretOf } from './app-secret.ts';
import type { ShopAppPorts } from './ports.ts';
import { shopRepository } from './registered-shop.ts';
import { appAddress } from './shop-address.ts';

type ShopAppServer = AppServer<SimpleShop>;

/** What the App of a shop is called for. */
export interface ShopApp {
  name: string;
  shop: Shop;
  server: ShopAppServer;
}

const largestCall = 4 * 1024 * 1024;
const toleranceSeconds = 300;

/**
 * The App of a shop in redirect mode.
 * @throws PunchOutError `not_found` where there is no such shop, or no App was made for it
 */
export async function shopAppOf(name: string, ports: ShopAppPorts): Promise<ShopApp> {
  const secret = ports.redirectShops.includes(name) ? await appSecretOf(name, ports) : undefined;
  if (secret === undefined) throw new PunchOutError('not_found', `no App of a shop "${name.slice(0, 100)}"`);
  const shop = ports.shops.byName(name);
  const authorizeCallbackUrl = `${appAddress(shop, name)}/confirm`;
  const configuration = { appName, appSecret: secret, authorizeCallbackUrl };
  const server = new AppServer<SimpleShop>(configuration, shopRepository(name, ports));
  server.signer.verify = isSignature;
  return { name, shop, server };
}

/** The SDK's own comparison takes longer the more of a guess is right. */
async function isSignature(signature: string, data: string, secret: string): Promise<boolean> {
  const [shown, right] = [Buffer.from(signature), Buffer.from(hmacOf(data, secret))];
  return shown.length === right.length && timingSafeEqual(shown, right);
}

function hmacOf(data: string, secret: string): string {
  return createHmac('sha256', secret).update(data).digest('hex');
}

/** A call as the SDK reads it, with the very bytes that are signed. */
export async function webRequest(context: Context, { shop }: ShopApp): Promise<Request> {
  const { method } = context;
  const headers = new Headers();
  for (const [name, value] of Object.entries(context.headers))
    headers.set(name, [value ?? ''].flat().join(', '));
  const url = shop.publicUrl + context.originalUrl;
  if (method === 'GET') return new Request(url, { headers });
  return new Request(url, {
    method,
    headers,
    body: await readBody(context.req, largestCall, 'document_too_large'),
  });
}

/** Gives the SDK's answer. */
export async function sendAnswer(context: Context, answer: Response): Promise<void> {
  const body = await answer.text();
  context.status = answer.status;
  context.set('Cache-Control', 'no-store');
  if (body === '') return;
  context.type = answer.headers.get('content-type') ?? 'application/json';
  context.body = body;
}

/** Shopware says when it signed, in seconds; what is older than some minutes was kept by somebody. */
export function isFresh(timestamp: unknown, now: number): boolean {
  const seconds = Number(timestamp);
  return Number.isFinite(seconds) && Math.abs(now / 1000 - seconds) <= toleranceSeconds;
}

/** The SDK takes it for granted. */
export function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}
