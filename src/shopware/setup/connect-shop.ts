import type { Egress } from '../../http/egress.ts';
import { PunchOutError } from '../../punchout/punchout-error.ts';
import { type AdminAccess, createAdminAccess } from '../admin-api.ts';
import { credentialAdvice } from '../check/integration-checks.ts';
import { readStoreChannel } from '../check/sales-channel.ts';
import { look, type Seen } from '../check/seen.ts';
import { type ShopSurvey, surveyShop } from '../check/shop-survey.ts';
import { granting, isMissingPrivilege } from '../check/shop-verdict.ts';
import { gatewayDomain } from '../gateway-domain.ts';
import type { ShopSettings } from '../shop-settings.ts';
import { chooseStorefront } from './choose-storefront.ts';
import { type DomainOutcome, registerDomain } from './register-domain.ts';
import { SetupRefusal } from './setup-refusal.ts';
import { readStorefronts, type Storefronts } from './storefronts.ts';

/** A shop that an operator has an address and the keys of an integration for. */
export interface ShopWish {
  name: string;
  /** Access key and sales channel may be open; only the Admin API is asked as long as they are. */
  settings: ShopSettings;
  open: { accessKey: boolean; salesChannelId: boolean };
  gatewayUrl: string | undefined;
  registerDomain: boolean;
}

export interface ConnectedShop {
  settings: ShopSettings;
  listing: Seen<Storefronts>;
  /** Undefined where nobody asked for it. */
  domain: DomainOutcome | undefined;
  survey: ShopSurvey;
}

interface Ports {
  egress: Egress;
  now: () => number;
}

/**
 * Tries the keys, finds the sales channel and looks at everything. Nothing is changed in the shop but for a domain that
 * was asked for.
 * @throws SetupRefusal, PunchOutError `shop_*`
 */
export async function connectShop(wish: ShopWish, ports: Ports): Promise<ConnectedShop> {
  const access = createAdminAccess({ settings: wish.settings, egress: ports.egress }, ports.now);
  await assertKnown(access, wish);
  const listing = await look(() => readStorefronts(access));
  const settings = await settledSettings(wish, { listing, egress: ports.egress });
  const domain = wish.registerDomain ? await register({ ...wish, settings }, access) : undefined;
  const target = { name: wish.name, settings, gatewayUrl: wish.gatewayUrl, customerId: undefined };
  return { settings, listing, domain, survey: await surveyShop(target, ports) };
}

async function assertKnown({ token }: AdminAccess, { name }: ShopWish): Promise<void> {
  const seen = await look(() => token.current());
  if (seen.is !== 'fault') return;
  const { fault } = seen;
  const advice = fault.reason === 'shop_refused' ? credentialAdvice(name) : fault.advice;
  throw new SetupRefusal(`${fault.detail}\n${advice}`);
}

async function settledSettings(
  { settings, open }: ShopWish,
  { listing, egress }: { listing: Seen<Storefronts>; egress: Egress },
): Promise<ShopSettings> {
  if (!open.accessKey) return open.salesChannelId ? await ofItsKey(settings, egress) : settings;
  if (listing.is !== 'seen') throw unlisted(listing);
  const salesChannelId = open.salesChannelId ? undefined : settings.salesChannelId;
  const { id, accessKey } = chooseStorefront(listing.value.storefronts, { ...settings, salesChannelId });
  return { ...settings, salesChannelId: id, accessKey };
}

/** The Store API says whose key it is. */
async function ofItsKey(settings: ShopSettings, egress: Egress): Promise<ShopSettings> {
  const { id } = await readStoreChannel({ settings, egress }, undefined);
  return { ...settings, salesChannelId: id };
}

function unlisted(listing: Seen<Storefronts>): Error {
  if (listing.is === 'fault' && !isMissingPrivilege(listing.fault)) return listing.fault;
  return new SetupRefusal(
    `The integration may not list the sales channels. Name the access key of the storefront with --access-key (Sales Channels > the storefront > API access), or ${granting('sales_channel:read')}`,
  );
}

async function register({ settings, gatewayUrl }: ShopWish, access: AdminAccess): Promise<DomainOutcome> {
  const { salesChannelId, url: shopUrl } = settings;
  if (gatewayUrl === undefined) throw new SetupRefusal('Which domain? Name it with --public-url.');
  const url = gatewayDomain(gatewayUrl, settings);
  try {
    return await registerDomain({ salesChannelId, url, shopUrl }, access);
  } catch (fault) {
    if (!(fault instanceof PunchOutError)) throw fault;
    return { is: 'refused', url, why: fault.detail, mend: fault.advice };
  }
}
