import type { SimpleShop } from '@shopware-ag/app-server-sdk';
import { z } from 'zod';
import type { Context } from '../http/context.ts';
import { isFresh, isJsonObject, type ShopApp, shopAppOf, webRequest } from './app-server.ts';
import type { ShopAppPorts } from './ports.ts';
import { answerCall, refuseStranger } from './refuse-call.ts';

/** Whose signature is good; its body is what the shop says. */
interface SignedCall {
  shop: SimpleShop;
  payload: unknown;
}

const eventSchema = z.object({
  source: z.object({ eventId: z.string().min(1).max(200) }),
  data: z.object({ event: z.string() }),
  timestamp: z.union([z.number(), z.string()]),
});

/** An event of the shop: what becomes of the App there. Each is carried out once; what we do not know is taken. */
export async function receiveWebhook(context: Context, name: string, ports: ShopAppPorts): Promise<void> {
  context.state.served = 'app webhook';
  await answerCall(context, async () => {
    const app = await shopAppOf(name, ports);
    const signed = await signedCall(await webRequest(context, app), app);
    if (!signed) return refuseStranger(context, `webhook of ${name}: its signature is not good`);
    const event = eventSchema.safeParse(signed.payload);
    if (!event.success || !isFresh(event.data.timestamp, ports.surroundings.now()))
      return refuseStranger(context, `webhook of ${name}: it has no event, or is not of these minutes`);
    const { source, data } = event.data;
    context.status = 204;
    if (!(await ports.apps.keepEvent(name, source.eventId, ports.surroundings.now()))) return;
    context.state.log.info({ event: 'app_event', shop: name, name: data.event.slice(0, 100) });
    await carryOut(data.event, signed.shop, app);
  });
}

/** Undefined where the body is not signed by a shop that has registered. */
async function signedCall(request: Request, { server }: ShopApp): Promise<SignedCall | undefined> {
  if (!isJsonObject(await request.clone().text())) return undefined;
  try {
    return await server.contextResolver.fromAPI(request);
  } catch {
    return undefined;
  }
}

async function carryOut(event: string, shop: SimpleShop, { server: { repository } }: ShopApp): Promise<void> {
  if (event === 'app.deleted') return await repository.deleteShop(shop.getShopId());
  if (event !== 'app.activated' && event !== 'app.deactivated') return;
  shop.setShopActive(event === 'app.activated');
  await repository.updateShop(shop);
}
