import type { Egress, TextAnswer } from '../../http/egress.ts';
import { createAdminApi } from '../admin-api.ts';
import { askShop, type ShopCall, type ShopConnection } from '../ask-shop.ts';
import { createCookieJar } from '../cookie-jar.ts';
import { gatewayDomain } from '../gateway-domain.ts';
import { hostHeaders } from '../host-headers.ts';
import type { ShopSettings } from '../shop-settings.ts';
import { createStoreApi } from '../store-api.ts';
import { openAnonymousSession, openStorefrontSession } from '../storefront-session.ts';
import { isSilent, silence } from './address-checks.ts';
import { readStoreChannel, type StoreChannel } from './sales-channel.ts';
import { type Ask, look, type Seen, unasked } from './seen.ts';
import { type AdminSurvey, surveyAdmin } from './survey-admin.ts';
import { type TimedCall, timedEgress } from './timed-egress.ts';

/** A shop as punchgate.yaml knows it. */
export interface ShopTarget {
  /** Under `shops`. */
  name: string;
  settings: ShopSettings;
  /** Origin that buyers reach the gateway at; undefined where nobody has set it. */
  gatewayUrl: string | undefined;
  /** A customer to open a session for. */
  customerId: string | undefined;
}

/** Everything that was seen of a shop, for `shopChecks` to judge. */
export interface ShopSurvey extends AdminSurvey {
  target: ShopTarget;
  /** The first page. */
  page: Seen<TextAnswer>;
  health: Seen<TextAnswer>;
  /** What the Store API says in its own language, and in `languageId`. */
  storeChannel: Seen<StoreChannel>;
  translated: Seen<StoreChannel>;
  /** A page that was asked for as if under the gateway's own host. */
  forwardedPage: Seen<TextAnswer>;
  session: Seen<void>;
  customerSession: Seen<void>;
  calls: readonly TimedCall[];
}

/** Asks one thing after another, so that each call shows its own time. Nothing is changed in the shop. */
export async function surveyShop(
  target: ShopTarget,
  { egress, now }: { egress: Egress; now: () => number },
): Promise<ShopSurvey> {
  const calls: TimedCall[] = [];
  const { settings, gatewayUrl } = target;
  const connection = { settings, egress: timedEgress(egress, now, calls), publicUrl: gatewayUrl };
  const page = await look(() => askShop(pageCall('/', {}, connection), connection));
  const health = await look(() =>
    askShop({ method: 'GET', path: '/api/_info/health-check', headers: {} }, connection),
  );
  const silent = isSilent({ page, health });
  const ask: Ask = async (work) => (silent ? unasked(silence) : await look(work));
  const admin = await surveyAdmin(connection, { now, ask });
  const { languageId } = settings;
  return {
    target,
    page,
    health,
    ...admin,
    storeChannel: await ask(() => readStoreChannel(connection, undefined)),
    translated: languageId
      ? await ask(() => readStoreChannel(connection, languageId))
      : unasked('no languageId is set: texts come in the language of the sales channel'),
    forwardedPage: await forwardedPage(target, { domains: admin.domains, connection }),
    session: await ask(async () => void (await openAnonymousSession(createCookieJar(), connection))),
    customerSession: await customerSession(target, { connection, now, ask }),
    calls,
  };
}

function pageCall(
  path: string,
  headers: Record<string, string>,
  { settings, publicUrl }: ShopConnection,
): ShopCall {
  const all = { accept: 'text/html', ...headers, ...hostHeaders(settings, publicUrl) };
  return { method: 'GET', path, base: settings.url, headers: all };
}

/** The cart is in no cache: a page with foreign addresses must not be kept for others. */
async function forwardedPage(
  { gatewayUrl, settings }: ShopTarget,
  { domains, connection }: { domains: Seen<string[]>; connection: ShopConnection },
): Promise<Seen<TextAnswer>> {
  const known = domains.is === 'seen' ? domains.value : [];
  if (gatewayUrl === undefined || !known.includes(gatewayDomain(gatewayUrl, settings)))
    return unasked('the address of the gateway is not known to be a domain of the sales channel');
  const { host, protocol } = new URL(gatewayUrl);
  const headers = { 'x-forwarded-host': host, 'x-forwarded-proto': protocol.replace(':', '') };
  return await look(() => askShop(pageCall('/checkout/cart', headers, connection), connection));
}

async function customerSession(
  { customerId }: ShopTarget,
  { connection, now, ask }: { connection: ShopConnection; now: () => number; ask: Ask },
): Promise<Seen<void>> {
  if (customerId === undefined) return unasked('no customer was named: --customer <id>');
  const adminApi = createAdminApi(connection, now);
  const storeApi = createStoreApi(connection);
  return await ask(
    async () => void (await openStorefrontSession(customerId, { adminApi, storeApi, connection })),
  );
}
