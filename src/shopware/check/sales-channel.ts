import { z } from 'zod';
import type { AdminAccess } from '../admin-api.ts';
import { askShop, jsonAnswer, type ShopConnection } from '../ask-shop.ts';
import { entitySearch } from '../entity-search.ts';
import { phpList, phpText } from '../php-json.ts';

const salesChannelsSchema = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      name: phpText,
      typeId: z.string(),
      active: z.boolean(),
      maintenance: z.boolean().nullish(),
    }),
  ),
});
const domainsSchema = z.object({ data: z.array(z.object({ url: z.string() })) });

const storeChannelSchema = z.object({
  salesChannel: z.object({ id: z.string() }),
  context: z.object({ languageIdChain: phpList(z.string()) }).nullish(),
});

export type SalesChannel = z.infer<typeof salesChannelsSchema>['data'][number];

/** What the Store API makes of an access key: a sales channel, and languages with the first choice first. */
export interface StoreChannel {
  id: string;
  languages: readonly string[];
}

/** Shopware's own constant, the same in every shop. */
export const storefrontTypeId = '8a243080f92e4c719546314b577cf82b';

/**
 * All of them. Needs the privilege `sales_channel:read`.
 * @throws PunchOutError `shop_*`
 */
export async function readSalesChannels({ ask }: AdminAccess): Promise<SalesChannel[]> {
  const includes = { sales_channel: ['id', 'name', 'typeId', 'active', 'maintenance'] };
  const call = entitySearch('sales-channel', { limit: 500, includes });
  return jsonAnswer(await ask(call), call, salesChannelsSchema).data;
}

/**
 * Addresses of a sales channel. Needs the privilege `sales_channel_domain:read`.
 * @throws PunchOutError `shop_*`
 */
export async function readDomains(salesChannelId: string, { ask }: AdminAccess): Promise<string[]> {
  const filter = [{ type: 'equals', field: 'salesChannelId', value: salesChannelId }];
  const includes = { sales_channel_domain: ['id', 'url'] };
  const call = entitySearch('sales-channel-domain', { filter, limit: 500, includes });
  return jsonAnswer(await ask(call), call, domainsSchema).data.map(({ url }) => url.replace(/\/+$/, ''));
}

/** @throws PunchOutError `shop_*` */
export async function readStoreChannel(
  connection: ShopConnection,
  languageId: string | undefined,
): Promise<StoreChannel> {
  const language = languageId === undefined ? {} : { 'sw-language-id': languageId };
  const headers = { 'sw-access-key': connection.settings.accessKey, ...language };
  const call = { method: 'GET', path: '/store-api/context', headers };
  const { salesChannel, context } = jsonAnswer(await askShop(call, connection), call, storeChannelSchema);
  return { id: salesChannel.id, languages: context?.languageIdChain ?? [] };
}
