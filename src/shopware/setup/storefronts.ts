import { z } from 'zod';
import type { AdminAccess } from '../admin-api.ts';
import { storefrontTypeId } from '../check/sales-channel.ts';
import { extraText, phpList, phpText } from '../php-json.ts';
import { searchEntity } from './search-entity.ts';

const domainSchema = z.object({ url: z.string().transform((url) => url.replace(/\/+$/, '')) });

const storefrontSchema = z
  .object({
    id: z.string(),
    name: phpText,
    accessKey: z.string(),
    active: z.boolean(),
    maintenance: z.boolean().nullish(),
    domains: phpList(domainSchema),
    languages: phpList(z.object({ name: extraText })),
    currencies: phpList(z.object({ isoCode: extraText })),
  })
  .transform(({ maintenance, languages, currencies, ...storefront }) => ({
    ...storefront,
    maintenance: maintenance === true,
    languages: languages.flatMap(({ name }) => name ?? []),
    currencies: currencies.flatMap(({ isoCode }) => isoCode ?? []),
  }));

/** A sales channel with pages, and what a gateway must know of it. */
export type Storefront = z.infer<typeof storefrontSchema>;

export interface Storefronts {
  storefronts: Storefront[];
  /** Privileges without which domains, languages or currencies are not among it. */
  missing: string[];
}

/**
 * All storefronts of the shop. Needs the privilege `sales_channel:read`.
 * @throws PunchOutError `shop_*`
 */
export async function readStorefronts(access: AdminAccess): Promise<Storefronts> {
  const { found, missing } = await searchEntity(access, {
    entity: 'sales-channel',
    criteria: {
      filter: [{ type: 'equals', field: 'typeId', value: storefrontTypeId }],
      limit: 500,
      includes: {
        sales_channel: [
          ...['id', 'name', 'accessKey', 'active', 'maintenance'],
          ...['domains', 'languages', 'currencies'],
        ],
        sales_channel_domain: ['url'],
        language: ['name'],
        currency: ['isoCode'],
      },
    },
    associations: {
      domains: 'sales_channel_domain:read',
      languages: 'language:read',
      currencies: 'currency:read',
    },
    schema: z.object({ data: z.array(storefrontSchema) }),
  });
  return { storefronts: found.data, missing };
}
