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
  const { name } = target;
  return judgeSeen(
    token,
    () => passed('it gets a token'),
    (fault) =>
      fault.reason === 'shop_refused'
        ? refused(
            fault,
            `Set shops.${name}.clientId and clientSecret to the access key and secret of an integration (Settings > Integrations). A secret is shown once: where it is lost, make a new one.`,
          )
        : refused(fault),
  );
}

export function release({ version }: ShopSurvey): ShopVerdict {
  return judgeSeen(version, (name) =>
    /^6\.[67]\./.test(name)
      ? passed(name)
      : failed(name, 'Punchgate is made for Shopware 6.6 and 6.7: on another release try everything first.'),
  );
}

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
