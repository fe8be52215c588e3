import { shopOrigin } from '../shop-settings.ts';
import { askedOrigin } from './asked-origin.ts';
import type { ShopSurvey } from './shop-survey.ts';
import { failed, passed, refused, type ShopVerdict, skipped } from './shop-verdict.ts';
import type { TimedCall } from './timed-egress.ts';

/** Why most is skipped then. */
export const silence = 'the shop does not answer';

const minute = 60_000;

export function answers({ target, page, health, calls }: ShopSurvey): ShopVerdict {
  const [first] = calls;
  if (page.is !== 'fault' || !isSilent({ page, health }))
    return passed(`${shopOrigin(target.settings)} in ${first?.milliseconds ?? 0} ms`);
  const { detail } = page.fault;
  return refused(page.fault, adviceOf(detail, target.name));
}

/** Then nothing else can be seen. */
export function isSilent({ page, health }: Pick<ShopSurvey, 'page' | 'health'>): boolean {
  return page.is === 'fault' && health.is === 'fault';
}

/** What the name of the fault says better than the reason does. */
function adviceOf(detail: string, shop: string): string | undefined {
  if (/: \w*(CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS)\w*$/.test(detail))
    return 'The certificate of the shop is not believed here: renew it, let it name this host, send its chain along; for an authority of your own set NODE_EXTRA_CA_CERTS.';
  if (/: (ENOTFOUND|EAI_AGAIN)$/.test(detail))
    return `No such host name is known here: check shops.${shop}.url and the name servers of this machine.`;
  return undefined;
}

export function overHttps({ target }: ShopSurvey): ShopVerdict {
  const { url, allowPrivate } = target.settings;
  if (url.startsWith('https:')) return passed(url);
  if (allowPrivate) return skipped('http, within a private network (allowPrivate: true)');
  return failed(
    'http: secrets and prices can be read on their way',
    `Set shops.${target.name}.url to the https address.`,
  );
}

export function isFinal({ target, page }: ShopSurvey): ShopVerdict {
  if (page.is !== 'seen') return skipped('the first page did not come');
  const { location } = page.value.headers;
  const next = location === undefined ? undefined : URL.parse(location, `${target.settings.url}/`);
  if (!next) return passed('no redirect');
  if ([shopOrigin(target.settings), askedOrigin(target).origin].includes(next.origin))
    return passed('no redirect to another host');
  return failed(
    `leads to ${next.origin}`,
    `Set shops.${target.name}.url to the address that the shop leads to, or end the redirect in the shop.`,
  );
}

export function clocksAgree({ calls }: ShopSurvey): ShopVerdict {
  const ahead = calls.find((call) => call.clockAheadMilliseconds !== undefined)?.clockAheadMilliseconds;
  if (ahead === undefined) return skipped('no answer said what time it is there');
  const seconds = Math.round(Math.abs(ahead) / 1000);
  const seen = seconds === 0 ? 'no difference' : `the shop is ${seconds} s ${ahead > 0 ? 'ahead' : 'behind'}`;
  if (Math.abs(ahead) <= minute) return passed(seen);
  return failed(seen, 'Let both machines take their time from a time server (NTP).');
}

export function answersInTime(survey: ShopSurvey): ShopVerdict {
  const { target, calls } = survey;
  const { timeoutMilliseconds } = target.settings;
  const slowest = calls.toSorted((left, right) => right.milliseconds - left.milliseconds)[0];
  if (!slowest || isSilent(survey)) return skipped(silence);
  const seen = `slowest of ${calls.length}: ${told(slowest)}; buyers wait ${timeoutMilliseconds} ms`;
  if (slowest.milliseconds <= timeoutMilliseconds / 2) return passed(seen);
  return failed(
    seen,
    `Look for what makes the shop slow, or raise shops.${target.name}.timeoutMilliseconds: a session takes several calls.`,
  );
}

function told({ call, milliseconds }: TimedCall): string {
  return `${call} ${milliseconds} ms`;
}
