import Router from '@koa/router';
import type { z } from 'zod';
import type { Context, RequestState } from '../http/context.ts';
import { readBody } from '../http/read-body.ts';
import { verifyWebhook } from '../http/webhook.ts';
import { assertActive } from '../license/find-license.ts';
import { parseLicenseKey } from '../license/license-key.ts';
import { endpoints } from '../license/license-server-api.ts';
import { applyShopEvent } from '../license/shop-event.ts';
import { publishedKeys } from '../license/signing-keys.ts';
import { LicenseError } from '../punchout/license-error.ts';
import type { KeyedLicense } from '../punchout/license-store.ts';
import { type DeskEndpoint, type LicenseDeskPorts, licenseDesk } from './license-desk.ts';
import { openApiDocument } from './openapi.ts';

export interface LicenseServerPorts extends LicenseDeskPorts {
  /** Of the software, for its description. */
  version: string;
  /** What the vendor's shop signs its events with; without it no event is taken. */
  eventSecret?: string | undefined;
}

const bodyBytes = 64 * 1024;

/** The endpoints of the license server, as `endpoints` describes them. */
export function licenseServerRoutes(ports: LicenseServerPorts): Router<RequestState> {
  const router = new Router<RequestState>();
  router.use(async (context, next) => {
    context.state.served = 'license server';
    context.set('Cache-Control', 'no-store');
    await next();
  });
  router.get('/v1/openapi.json', (context) => {
    context.body = openApiDocument(ports.version);
  });
  router.get(endpoints.keys.path, async (context) => {
    context.body = { keys: await publishedKeys(ports) };
  });
  router.post(endpoints.events.path, (context) => takeShopEvent(context, ports));
  const desk = licenseDesk(ports);
  for (const name of ['document', 'connect', 'rebind', 'assign', 'release', 'move'] as const) {
    router.post(endpoints[name].path, async (context) => {
      const holder = await holderOf(context, ports);
      // One that rests or is revoked may still see how it stands.
      if (name !== 'document') assertActive(holder.license);
      const asked = await readJson(context, endpoints[name].request);
      const serve = desk[name] as (asked: unknown, holder: KeyedLicense) => Promise<object>;
      context.body = await serve(asked, holder);
      logServed(context, name, holder);
    });
  }
  return router;
}

/** @throws LicenseError `key_missing`, `key_mistyped`, `key_unknown` */
async function holderOf(context: Context, { licenses }: LicenseServerPorts): Promise<KeyedLicense> {
  const [, text] = /^Bearer +(\S+)$/i.exec(context.get('authorization')) ?? [];
  if (text === undefined) throw new LicenseError('key_missing', 'no bearer token');
  const { hash, hint } = parseLicenseKey(text);
  const holder = await licenses.byKeyHash(hash);
  if (!holder) throw new LicenseError('key_unknown', `no license has the key that ends in …${hint}`);
  return holder;
}

async function readJson<Schema extends z.ZodType>(
  context: Context,
  schema: Schema,
): Promise<z.output<Schema>> {
  const body = await readBody(context.req, bodyBytes, 'document_too_large');
  return parseJson(body.toString('utf8'), schema);
}

/** @throws LicenseError `request_invalid` */
function parseJson<Schema extends z.ZodType>(text: string, schema: Schema): z.output<Schema> {
  const result = schema.safeParse(jsonOf(text));
  if (result.success) return result.data;
  const places = result.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
  throw new LicenseError('request_invalid', places.join('; ').slice(0, 500));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new LicenseError('request_invalid', 'the body is not JSON');
  }
}

/** The signature covers the bytes as they came. */
async function takeShopEvent(context: Context, ports: LicenseServerPorts): Promise<void> {
  const body = await readBody(context.req, bodyBytes, 'document_too_large');
  const id = verifiedEventId(context, body, ports.eventSecret);
  const event = parseJson(body.toString('utf8'), endpoints.events.request);
  const { applied, subscription, issued } = await applyShopEvent(id, event, { ...ports, actor: 'shop' });
  context.body = {
    applied,
    subscription: subscription.id,
    issued: issued.map(({ kind, key, license }) => ({ kind, id: license.id, key })),
  };
  const { log } = context.state;
  log.info({ event: 'shop_event', id, type: event.type, subscription: subscription.id, applied });
}

/** @throws LicenseError `signature_invalid` */
function verifiedEventId(context: Context, body: Buffer, secret: string | undefined): string {
  if (secret === undefined)
    throw new LicenseError('signature_invalid', 'licenseServer.eventSecret is not set');
  try {
    verifyWebhook(context.req.headers, body, secret);
  } catch (cause) {
    throw new LicenseError('signature_invalid', 'the signature or its time does not fit', { cause });
  }
  return context.get('webhook-id');
}

function logServed(context: Context, what: DeskEndpoint, { license }: KeyedLicense): void {
  const { keyHint, subscriptionId } = license;
  const level = what === 'document' ? 'debug' : 'info';
  context.state.log[level]({
    event: 'license_served',
    what,
    key: `…${keyHint}`,
    subscription: subscriptionId,
  });
}
