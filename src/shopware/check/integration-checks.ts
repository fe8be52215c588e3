import type { PunchOutError } from '../../punchout/punchout-error.ts';
import { refusalOf } from '../shop-error.ts';
import { isSilent, silence } from './address-checks.ts';
import type { Seen } from './seen.ts';
import type { ShopSurvey } from './shop-survey.ts';
import {
  failed,
  granting,
  isMissingPrivilege,
  judgeSeen,
  passed,
  refused,
  type ShopVerdict,
  skipped,
} from './shop-verdict.ts';

export function healthy({ page, health }: ShopSurvey): ShopVerdict {
  if (isSilent({ page, health })) return skipped(silence);
  return judgeSeen(health, (answer) => {
    const good = answer.status >= 200 && answer.status <= 299;
    return good ? passed(`${answer.status}`) : refused(refusalOf(answer, 'GET /api/_info/health-check'));
  });
}

export function known({ target, token }: ShopSurvey): ShopVerdict {
  return judgeSeen(
    token,
    () => passed('it gets a token'),
    (fault) =>
      fault.reason === 'shop_refused' ? refused(fault, credentialAdvice(target.name)) : refused(fault),
  );
}

/** For an integration that the shop does not know. */
export function credentialAdvice(name: string): string {
  return `Set shops.${name}.clientId and clientSecret to the access key and secret of an integration (Settings > Integrations). A secret is shown once: where it is lost, make a new one.`;
}

/** The calls that bind a customer to a session are there since 6.4; what comes after 6.7 nobody knows yet. */
export function release({ version }: ShopSurvey): ShopVerdict {
  return judgeSeen(version, (name) => {
    const minor = /^6\.(\d+)\./.exec(name)?.[1];
    if (minor === undefined || Number(minor) > 7)
      return skipped(`${name}: not a release that Punchgate knows`, tryFirst);
    if (Number(minor) < 4) return failed(name, 'Update Shopware: Punchgate needs 6.4, better 6.6 or 6.7.');
    return Number(minor) >= 6 ? passed(name) : passed(`${name}; Punchgate is made for 6.6 and 6.7`);
  });
}

const tryFirst = 'Punchgate is made for Shopware 6.6 and 6.7: try a whole punchout before buyers do.';

export function readsCustomers({ customerRead }: ShopSurvey): ShopVerdict {
  return privileged(customerRead, 'customer:read');
}

export function switchesCustomers({ customerSwitch }: ShopSurvey): ShopVerdict {
  return privileged(customerSwitch, 'api_proxy_switch-customer');
}

function privileged(seen: Seen<void>, privilege: string): ShopVerdict {
  const onFault = (fault: PunchOutError) => {
    if (fault.detail.endsWith('at /salesChannelId')) return skipped('there is no such sales channel');
    return isMissingPrivilege(fault)
      ? refused(fault, `To let buyers in, ${granting(privilege)}`)
      : refused(fault);
  };
  return judgeSeen(seen, () => passed(`has ${privilege}`), onFault);
}
