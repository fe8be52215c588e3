import type { TextAnswer } from '../../http/egress.ts';
import { refusalOf } from '../shop-error.ts';
import { homePathOf, shopOrigin } from '../shop-settings.ts';
import { isSilent, silence } from './address-checks.ts';
import { askedOrigin } from './asked-origin.ts';
import { canonicalAddress, pageAddresses } from './page-addresses.ts';
import type { ShopSurvey } from './shop-survey.ts';
import { failed, judgeSeen, passed, refused, type ShopVerdict, skipped } from './shop-verdict.ts';

const noPage = 'there is no page to look at';

export function opens({ target, page, health }: ShopSurvey): ShopVerdict {
  if (isSilent({ page, health })) return skipped(silence);
  return judgeSeen(page, (answer) => {
    if (isPage(answer)) return passed(`${answer.status}, ${answer.text.length} characters`);
    const fault = refusalOf(answer, `GET ${homePathOf(target.settings)}`);
    if (fault.reason === 'shop_maintenance') return refused(fault);
    return answer.status < 400 ? led(answer, target) : refused(fault, adviceOf(answer.status, target));
  });
}

/** A shop for known customers only asks strangers to log in; buyers come with a session. */
function led({ status, headers }: TextAnswer, target: ShopSurvey['target']): ShopVerdict {
  const { name, settings } = target;
  const next = URL.parse(headers.location ?? '', `${settings.url}/`);
  const isOwn = next && [shopOrigin(settings), askedOrigin(target).origin].includes(next.origin);
  if (isOwn && next.pathname.includes('/account/login'))
    return passed(`${status}, strangers are asked to log in`);
  const place = isOwn ? next.pathname : next?.origin;
  return failed(place ? `${status}, leads to ${place}` : `${status}, no page`, urlAdvice(name));
}

function adviceOf(status: number, { name }: ShopSurvey['target']): string | undefined {
  if (status === 404) return urlAdvice(name);
  if (![401, 403, 429].includes(status)) return undefined;
  return 'Something before the shop keeps this machine out (a password, a firewall, a CDN): let its address through.';
}

function urlAdvice(name: string): string {
  return `Set shops.${name}.url to the address at which the first page of the storefront opens without a redirect.`;
}

/** Only addresses of the shop's own host become those of the gateway: another one would lead buyers away. */
export function namesItsAddress({ target, page }: ShopSurvey): ShopVerdict {
  if (page.is !== 'seen' || !isPage(page.value)) return skipped(noPage);
  const named = canonicalAddress(page.value.text);
  if (!named) return skipped('the first page does not say where it belongs');
  if (named.hostname === askedOrigin(target).hostname) return passed(named.host);
  return failed(
    `the first page says it belongs to ${named.host}`,
    `Set shops.${target.name}.url to the domain of the sales channel that buyers shall see; its links would lead away from the gateway.`,
  );
}

/** From outside only two things can be seen: a scheme that got lost, and a forwarded host that is believed. */
export function trustsProxies({ target, page, forwardedPage }: ShopSurvey): ShopVerdict {
  const shop = askedOrigin(target);
  const own = textOf(page).filter(({ hostname }) => hostname === shop.hostname);
  if (shop.protocol === 'https:' && own.some(({ protocol }) => protocol === 'http:'))
    return failed(
      'a page that was asked for over https names http addresses of its own',
      'Tell Shopware of the server in front of it: TRUSTED_PROXIES in its .env (framework.trusted_proxies), and let that server send X-Forwarded-Proto.',
    );
  const { gatewayUrl } = target;
  const gateway = gatewayUrl === undefined ? undefined : new URL(gatewayUrl).origin;
  if (textOf(forwardedPage).some(({ origin }) => origin === gateway))
    return passed('X-Forwarded-Host of the gateway is believed');
  if (shop.protocol === 'https:' && own.length > 0) return passed('pages over https name https addresses');
  return skipped('this cannot be seen from outside');
}

export function opensSession({ session }: ShopSurvey): ShopVerdict {
  return judgeSeen(session, () => passed('opened, with a cart of its own'));
}

export function opensCustomerSession({ target, customerSession }: ShopSurvey): ShopVerdict {
  return judgeSeen(customerSession, () => passed(`opened for ${target.customerId ?? 'nobody'}`));
}

function textOf(seen: ShopSurvey['page']): URL[] {
  return seen.is === 'seen' && isPage(seen.value) ? pageAddresses(seen.value.text) : [];
}

function isPage({ status, headers }: TextAnswer): boolean {
  return status >= 200 && status <= 299 && (headers['content-type'] ?? '').includes('html');
}
