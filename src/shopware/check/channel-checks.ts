import type { PunchOutError } from '../../punchout/punchout-error.ts';
import { gatewayDomain } from '../gateway-domain.ts';
import { isWithin } from '../is-within.ts';
import { shopOrigin } from '../shop-settings.ts';
import { askedOrigin } from './asked-origin.ts';
import { type SalesChannel, storefrontTypeId } from './sales-channel.ts';
import type { ShopSurvey } from './shop-survey.ts';
import { failed, judgeSeen, orMissing, passed, refused, type ShopVerdict, skipped } from './shop-verdict.ts';

const readChannels = 'sales_channel:read';
const readChannelDomains = 'sales_channel_domain:read';

export function hasAccessKey({ target, storeChannel }: ShopSurvey): ShopVerdict {
  const { name, settings } = target;
  const mend = `Set shops.${name}.accessKey and salesChannelId to the key and the id of one sales channel (Sales Channels > the storefront: the key is at API access, the id in the address of that page).`;
  const onFault = (fault: PunchOutError) => {
    if (fault.reason === 'shop_maintenance') return skipped('the shop is in maintenance');
    return fault.reason === 'shop_refused' ? refused(fault, mend) : refused(fault);
  };
  const judge = ({ id }: { id: string }) =>
    id === settings.salesChannelId ? passed(id) : failed(`it is the key of sales channel ${id}`, mend);
  return judgeSeen(storeChannel, judge, onFault);
}

/** Its own access key shows it too. */
export function exists({ target, salesChannels, storeChannel }: ShopSurvey): ShopVerdict {
  const { name, settings } = target;
  const { salesChannelId } = settings;
  if (storeChannel.is === 'seen' && storeChannel.value.id === salesChannelId && salesChannels.is !== 'seen')
    return passed(salesChannelId);
  const judge = (all: SalesChannel[]) => {
    const found = all.find(({ id }) => id === salesChannelId);
    if (found) return passed(found.name ?? salesChannelId);
    const storefronts = all.filter(({ typeId }) => typeId === storefrontTypeId);
    const others = storefronts.map(({ id, name: title }) => `${title ?? 'unnamed'} (${id})`);
    return failed(
      `no sales channel ${salesChannelId}; the storefronts are ${others.join(', ') || 'none'}`,
      `Set shops.${name}.salesChannelId to the id of one of them, and accessKey to its access key.`,
    );
  };
  return judgeSeen(salesChannels, judge, orMissing(readChannels));
}

export function isStorefront(survey: ShopSurvey): ShopVerdict {
  return ofChannel(survey, ({ typeId }) =>
    typeId === storefrontTypeId
      ? passed('a storefront')
      : failed(
          'a sales channel of another type',
          'Buyers shop on the pages of a storefront: enter the key and the id of such a sales channel.',
        ),
  );
}

export function isActive(survey: ShopSurvey): ShopVerdict {
  return ofChannel(survey, ({ active, name }) =>
    active
      ? passed('active')
      : failed('not active', `Switch it on: Sales Channels > ${name ?? 'the storefront'} > Status.`),
  );
}

/** Who is asked for an address that may come in all the same sees no maintenance; buyers come from there too. */
export function isOpen(survey: ShopSurvey): ShopVerdict {
  const { page, storeChannel, session } = survey;
  const closed = [storeChannel, session, page].find(
    (seen) => seen.is === 'fault' && seen.fault.reason === 'shop_maintenance',
  );
  if (closed?.is === 'fault')
    return refused(
      closed.fault,
      'Buyers are sent away until it ends: Sales Channels > the storefront > Maintenance mode. To try a punchout meanwhile, enter the address of the gateway in its list of IP addresses.',
    );
  if (storeChannel.is !== 'seen' && session.is !== 'seen')
    return skipped('no session and no answer of the Store API');
  const hidden = channelOf(survey)?.maintenance === true;
  return passed(hidden ? 'in maintenance, but this machine is let in' : 'open');
}

/** An address inside the network of the shop needs no domain where pages are asked for under another host. */
export function hasShopDomain({ target, domains }: ShopSurvey): ShopVerdict {
  const { name, settings } = target;
  const judge = (urls: string[]) => {
    if (urls.some((domain) => isWithin(settings.url, domain))) return passed(settings.url);
    const seen = `its domains: ${urls.join(' ') || 'none'}`;
    if (askedOrigin(target).origin !== shopOrigin(settings))
      return skipped(`${seen}; pages are asked for under the host of the gateway`);
    return failed(
      seen,
      `Set shops.${name}.url to one of these domains, or add ${settings.url} (Sales Channels > the storefront > Domains).`,
    );
  };
  return judgeSeen(domains, judge, orMissing(readChannelDomains));
}

/** Where the gateway asks under the shop's own host, no buyer is kept out without it. */
export function hasGatewayDomain({ target, domains }: ShopSurvey): ShopVerdict {
  const { name, settings, gatewayUrl } = target;
  if (gatewayUrl === undefined) return skipped('server.publicUrl is not set');
  const domain = gatewayDomain(gatewayUrl, settings);
  const clicks = `Sales Channels > the storefront > Domains > Add domain, URL ${domain}, language, currency and snippets as those of ${settings.url}; or: punchgate shop connect ${name} --register-domain`;
  const seen = `${domain} is not among its domains`;
  const missing =
    settings.hostHeader === 'gateway'
      ? failed(seen, `Its pages are asked for under this host (shops.${name}.hostHeader): ${clicks}`)
      : skipped(
          seen,
          `Nothing needs to be done: pages are asked for under the host of the shop. Before hostHeader: gateway, and where a server on the way hands on the host of the gateway: ${clicks}`,
        );
  const judge = (urls: string[]) => (urls.includes(domain) ? passed(domain) : missing);
  return judgeSeen(domains, judge, orMissing(readChannelDomains));
}

export function hasLanguage({ target, translated }: ShopSurvey): ShopVerdict {
  const { name, settings } = target;
  const mend = `Add the language to the sales channel (Sales Channels > the storefront > Languages), or set shops.${name}.languageId to one that it has; without it the sales channel decides.`;
  const judge = ({ languages: [first] }: { languages: readonly string[] }) => {
    if (first === undefined) return skipped('the answer does not say its language');
    return first === settings.languageId ? passed(first) : failed(`texts come in ${first}`, mend);
  };
  return judgeSeen(translated, judge, (fault) =>
    fault.reason === 'shop_refused' ? refused(fault, mend) : refused(fault),
  );
}

function ofChannel(survey: ShopSurvey, judge: (channel: SalesChannel) => ShopVerdict): ShopVerdict {
  const found = channelOf(survey);
  const judgeFound = () => (found ? judge(found) : skipped('there is no such sales channel'));
  return judgeSeen(survey.salesChannels, judgeFound, orMissing(readChannels));
}

function channelOf({ target, salesChannels }: ShopSurvey): SalesChannel | undefined {
  if (salesChannels.is !== 'seen') return undefined;
  return salesChannels.value.find(({ id }) => id === target.settings.salesChannelId);
}
