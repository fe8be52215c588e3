import { z } from 'zod';
import { PunchOutError } from '../../punchout/punchout-error.ts';
import type { AdminAccess } from '../admin-api.ts';
import { assertGood } from '../ask-shop.ts';
import { missingPrivilegesOf } from '../check/shop-verdict.ts';
import { isWithin } from '../is-within.ts';
import { searchEntity } from './search-entity.ts';

export interface WantedDomain {
  salesChannelId: string;
  /** Of the gateway, with the path of the shop (gatewayDomain). */
  url: string;
  /** Address of the storefront: language, currency and snippets are those of its domain. */
  shopUrl: string;
}

/** What became of the wish to have a domain. */
export interface DomainOutcome {
  is: 'registered' | 'there already' | 'refused';
  url: string;
  /** Why it was refused. */
  why?: string;
  /** What the operator can do then. */
  mend?: string;
}

const rowSchema = z
  .object({
    url: z.string(),
    salesChannelId: z.string(),
    languageId: z.string(),
    currencyId: z.string(),
    snippetSetId: z.string(),
  })
  .transform((row) => ({ ...row, url: row.url.replace(/\/+$/, '') }));

type DomainRow = z.infer<typeof rowSchema>;

/**
 * Makes the gateway's address a domain of the sales channel, unless it is one.
 * @throws PunchOutError `shop_*` where the shop refuses for anything but a privilege
 */
export async function registerDomain(wanted: WantedDomain, access: AdminAccess): Promise<DomainOutcome> {
  const { url, salesChannelId } = wanted;
  try {
    const rows = await rowsAround(wanted, access);
    const owner = rows.find((row) => row.url === url)?.salesChannelId;
    if (owner !== undefined)
      return owner === salesChannelId ? { is: 'there already', url } : taken(url, owner);
    const model = modelOf(wanted, rows);
    if (!model) return withoutModel(wanted);
    await create(url, model, access);
    return { is: 'registered', url };
  } catch (fault) {
    const missing = fault instanceof PunchOutError ? missingPrivilegesOf(fault) : [];
    if (missing.length === 0) throw fault;
    return forbidden(wanted, missing);
  }
}

/** The domains of the sales channel, and whoever has the address. */
async function rowsAround(
  { salesChannelId, url }: WantedDomain,
  access: AdminAccess,
): Promise<readonly DomainRow[]> {
  const queries = [
    { type: 'equals', field: 'salesChannelId', value: salesChannelId },
    { type: 'equalsAny', field: 'url', value: [url, `${url}/`] },
  ];
  const { found } = await searchEntity(access, {
    entity: 'sales-channel-domain',
    criteria: { filter: [{ type: 'multi', operator: 'or', queries }], limit: 500 },
    associations: {},
    schema: z.object({ data: z.array(rowSchema) }),
  });
  return found.data;
}

function modelOf(
  { salesChannelId, shopUrl }: WantedDomain,
  rows: readonly DomainRow[],
): DomainRow | undefined {
  const own = rows.filter((row) => row.salesChannelId === salesChannelId);
  return own.find(({ url }) => isWithin(shopUrl, url)) ?? own[0];
}

async function create(url: string, model: DomainRow, { ask }: AdminAccess): Promise<void> {
  const { salesChannelId, languageId, currencyId, snippetSetId } = model;
  const json = { salesChannelId, url, languageId, currencyId, snippetSetId };
  const call = { method: 'POST', path: '/api/sales-channel-domain', headers: {}, json };
  assertGood(await ask(call), call);
}

function taken(url: string, owner: string): DomainOutcome {
  return {
    is: 'refused',
    url,
    why: `it is a domain of sales channel ${owner}`,
    mend: `Take it off there (Sales Channels > that sales channel > Domains), or give this shop another address of the gateway (publicUrl of the shop).`,
  };
}

function withoutModel(wanted: WantedDomain): DomainOutcome {
  const why = 'the sales channel has no domain whose language, currency and snippets it could have';
  return { is: 'refused', url: wanted.url, why, mend: byHand(wanted) };
}

function forbidden(wanted: WantedDomain, missing: string[]): DomainOutcome {
  const privileges = [...new Set(['sales_channel_domain:read', 'sales_channel_domain:create', ...missing])];
  return {
    is: 'refused',
    url: wanted.url,
    why: `the integration may not: ${missing.join(' ')} is missing`,
    mend: `${byHand(wanted)} Or give the role of the integration ${privileges.join(', ')} (Settings > Users & permissions > Roles; the role is named at Settings > Integrations) and call this again.`,
  };
}

function byHand({ url, shopUrl }: WantedDomain): string {
  return `Add it by hand: Sales Channels > the storefront > Domains > Add domain, URL ${url}, language, currency and snippets as those of ${shopUrl}.`;
}
