import * as address from './address-checks.ts';
import * as channel from './channel-checks.ts';
import * as integration from './integration-checks.ts';
import type { ShopSurvey } from './shop-survey.ts';
import type { ShopVerdict } from './shop-verdict.ts';
import * as storefront from './storefront-checks.ts';

/** One check of a shop, judged. */
export interface ShopCheck extends ShopVerdict {
  id: ShopCheckId;
  /** What is true where it has passed. */
  sentence: string;
}

interface Check {
  sentence: string;
  judge(survey: ShopSurvey): ShopVerdict;
}

/** Every check, in the order in which they are mended best. The ids are stable. */
const checks = {
  'address.answers': { sentence: 'The address of the shop answers', judge: address.answers },
  'address.https': { sentence: 'The shop is asked over https', judge: address.overHttps },
  'address.final': { sentence: 'The address leads to no other host', judge: address.isFinal },
  'api.health': { sentence: 'The health check of Shopware is good', judge: integration.healthy },
  'integration.token': { sentence: 'The shop knows the integration', judge: integration.known },
  'api.version': { sentence: 'The release of Shopware is one from 6.4 to 6.7', judge: integration.release },
  'integration.read-customers': {
    sentence: 'The integration may read customers',
    judge: integration.readsCustomers,
  },
  'integration.switch-customer': {
    sentence: 'The integration may bind a customer to a session',
    judge: integration.switchesCustomers,
  },
  'channel.access-key': {
    sentence: 'The access key is that of the sales channel',
    judge: channel.hasAccessKey,
  },
  'channel.exists': { sentence: 'The sales channel exists', judge: channel.exists },
  'channel.storefront': { sentence: 'The sales channel is a storefront', judge: channel.isStorefront },
  'channel.active': { sentence: 'The sales channel is active', judge: channel.isActive },
  'channel.open': { sentence: 'The shop is not in maintenance', judge: channel.isOpen },
  'channel.address': {
    sentence: 'The address of the shop is a domain of the sales channel',
    judge: channel.hasShopDomain,
  },
  'channel.gateway-domain': {
    sentence: 'The address of the gateway is a domain of the sales channel',
    judge: channel.hasGatewayDomain,
  },
  'channel.language': { sentence: 'The sales channel has the language', judge: channel.hasLanguage },
  'clock.difference': {
    sentence: 'The clocks of shop and gateway differ by a minute at most',
    judge: address.clocksAgree,
  },
  'storefront.page': { sentence: 'The first page opens', judge: storefront.opens },
  'storefront.addresses': {
    sentence: 'Pages name the address that they were asked under',
    judge: storefront.namesItsAddress,
  },
  'storefront.trusted-proxies': {
    sentence: 'Pages are built for the address that a proxy in front of the shop names',
    judge: storefront.trustsProxies,
  },
  'storefront.session': { sentence: 'A session can be opened', judge: storefront.opensSession },
  'storefront.customer': {
    sentence: 'A session can be opened for the customer',
    judge: storefront.opensCustomerSession,
  },
  'time.calls': {
    sentence: 'No call takes more than half of the time that buyers wait',
    judge: address.answersInTime,
  },
} as const satisfies Record<string, Check>;

export type ShopCheckId = keyof typeof checks;

export function shopChecks(survey: ShopSurvey): ShopCheck[] {
  return Object.entries<Check>(checks).map(([id, { sentence, judge }]) => ({
    id: id as ShopCheckId,
    sentence,
    ...judge(survey),
  }));
}
