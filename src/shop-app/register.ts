import type { SimpleShop } from '@shopware-ag/app-server-sdk';
import type { Context } from '../http/context.ts';
import { isFresh, isJsonObject, type ShopApp, sendAnswer, shopAppOf, webRequest } from './app-server.ts';
import type { ShopAppPorts } from './ports.ts';
import { answerCall, refuseStranger } from './refuse-call.ts';

/**
 * The shop makes itself known (https://developer.shopware.com, app registration). Only the shop of the configuration
 * may: its App's secret would open the door to any other one that has the file.
 */
export async function register(context: Context, name: string, ports: ShopAppPorts): Promise<void> {
  context.state.served = 'app registration';
  await answerCall(context, async () => {
    const app = await shopAppOf(name, ports);
    const request = await webRequest(context, app);
    const { searchParams } = new URL(request.url);
    const [shopId, shopUrl] = [searchParams.get('shop-id') ?? '', searchParams.get('shop-url') ?? ''];
    const known = shopId === '' ? null : await app.server.repository.getShopById(shopId);
    const signed = await isSigned(request, { app, known });
    const fault = !signed
      ? 'its signature is not good'
      : faultOf(shopUrl, searchParams.get('timestamp'), { app, ports });
    if (fault !== undefined) return refuseStranger(context, `registration of ${name}: ${fault}`);
    if (!(await isFirst(request, { app, known }, ports)))
      return refuseStranger(context, `registration of ${name}: it was answered before`);
    // The SDK would take the secret from Math.random.
    const secret = ports.surroundings.token() + ports.surroundings.token();
    await keepPending(
      { shopId, shopUrl, secret, doublySigned: request.headers.has('shopware-shop-signature') },
      app,
      known,
    );
    await sendAnswer(context, await offer({ shopId, shopUrl, secret }, app));
  });
}

/** The shop has taken the secret, and hands over credentials of its own. */
export async function confirm(context: Context, name: string, ports: ShopAppPorts): Promise<void> {
  context.state.served = 'app registration';
  await answerCall(context, async () => {
    const app = await shopAppOf(name, ports);
    const request = await webRequest(context, app);
    if (!isJsonObject(await request.clone().text()))
      return refuseStranger(context, `confirmation of ${name}: no JSON`);
    const answer = await app.server.registration.authorizeCallback(request);
    if (answer.status >= 400)
      return refuseStranger(context, `confirmation of ${name}: ${await answer.text()}`);
    context.state.log.info({ event: 'app_registered', shop: name });
    await sendAnswer(context, answer);
  });
}

async function isSigned(
  request: Request,
  { app, known }: { app: ShopApp; known: SimpleShop | null },
): Promise<boolean> {
  const { appSecret } = app.server.cfg;
  try {
    const rules = { appSecret, enforceDoubleSignature: false };
    await app.server.requestVerifier.authenticateRegistrationRequest(request, rules, known);
    return true;
  } catch {
    return false;
  }
}

function faultOf(
  shopUrl: string,
  timestamp: string | null,
  { app: { shop }, ports }: { app: ShopApp; ports: ShopAppPorts },
): string | undefined {
  if (!isFresh(timestamp, ports.surroundings.now())) return 'its timestamp is not of these minutes';
  const origin = URL.parse(shopUrl)?.origin;
  return origin === shop.website
    ? undefined
    : `it is ${shopUrl.slice(0, 200)}, the configuration has ${shop.website}`;
}

/** The answer has a new secret: whoever repeats what the shop has sent must not get one. */
async function isFirst(
  { headers }: Request,
  { app, known }: { app: ShopApp; known: SimpleShop | null },
  { apps, surroundings }: ShopAppPorts,
): Promise<boolean> {
  // Of a shop that is unknown yet the second signature cannot be verified: anybody could change it.
  const second = known?.isRegistrationConfirmed() ? headers.get('shopware-shop-signature') : null;
  const key = `registration/${headers.get('shopware-app-signature')}/${second ?? ''}`;
  return await apps.keepEvent(app.name, key, surroundings.now());
}

interface Offer {
  shopId: string;
  shopUrl: string;
  secret: string;
}

/** Until the shop has confirmed it, the secret before goes on to count. */
async function keepPending(
  { shopId, shopUrl, secret, doublySigned }: Offer & { doublySigned: boolean },
  { server: { repository } }: ShopApp,
  known: SimpleShop | null,
): Promise<void> {
  const url = shopUrl.replace(/\/+$/, '');
  if (known === null) await repository.createShop(shopId, url, secret);
  const shop = known ?? (await repository.getShopById(shopId));
  if (shop === null) return;
  shop.setPendingShopSecret(secret);
  shop.setPendingShopUrl(url);
  if (doublySigned) shop.setVerifiedWithDoubleSignature();
  await repository.updateShop(shop);
}

async function offer({ shopId, shopUrl, secret }: Offer, { server }: ShopApp): Promise<Response> {
  const { appName, appSecret, authorizeCallbackUrl } = server.cfg;
  const proof = await server.signer.sign(shopId + shopUrl + appName, appSecret);
  return Response.json({ proof, secret, confirmation_url: authorizeCallbackUrl });
}
