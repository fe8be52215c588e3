import type { Context } from 'koa';
import { z } from 'zod';
import { jsonBody } from '../json-body.ts';
import type { Shop } from '../shop.ts';
import { ShopwareError } from '../shopware-error.ts';
import { randomId } from '../shopware-id.ts';
import { requirePrivilege } from './authenticate-admin-api.ts';

const id = z.string().regex(/^[0-9a-f]{32}$/);

const domainSchema = z.looseObject({
  id: id.optional(),
  salesChannelId: id,
  url: z.url(),
  languageId: id,
  currencyId: id,
  snippetSetId: id,
});

/** From now on pages asked for under that host are built for it. */
export function answerCreateDomain(shop: Shop) {
  return (ctx: Context): void => {
    requirePrivilege(shop, 'sales_channel_domain:create');
    const { id = randomId(), ...wanted } = jsonBody(ctx, domainSchema);
    const { salesChannelId, url, languageId, currencyId, snippetSetId } = wanted;
    if (shop.domains.some((domain) => domain.url === url)) throw duplicateUrl(url);
    shop.domains.push({ id, salesChannelId, url, languageId, currencyId, snippetSetId });
    ctx.status = 204;
    ctx.set('location', `${shop.url}/api/sales-channel-domain/${id}`);
  };
}

function duplicateUrl(url: string): ShopwareError {
  return new ShopwareError(500, '0', { detail: `Integrity constraint violation: duplicate entry "${url}"` });
}
