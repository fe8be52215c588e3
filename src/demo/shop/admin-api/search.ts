import type { Context } from 'koa';
import { z } from 'zod';
import { filterSchema, matchesFilters } from '../criteria-filter.ts';
import { jsonBody } from '../json-body.ts';
import type { Shop } from '../shop.ts';
import { requirePrivileges } from './authenticate-admin-api.ts';

const criteriaSchema = z.looseObject({
  ids: z.array(z.string()).optional(),
  filter: z.array(filterSchema).default([]),
  page: z.int().positive().default(1),
  limit: z.int().positive().max(500).default(500),
  associations: z.record(z.string(), z.unknown()).catch({}).default({}),
});

type Entity = Record<string, unknown> & { id: string };

/** What is read along, by the entity whose privilege it needs. */
const associated: Record<string, string> = {
  domains: 'sales_channel_domain',
  languages: 'language',
  currencies: 'currency',
  group: 'customer_group',
  boundSalesChannel: 'sales_channel',
  defaultBillingAddress: 'customer_address',
};

/**
 * `POST /api/search/{entity}`: plain JSON for who asks for it, else JSON:API. Reading along needs privileges too, and all
 * that are missing are told at once: core/Framework/Api/Acl, AclCriteriaValidator.
 */
export function answerSearch(shop: Shop, entity: string, rows: () => Entity[]) {
  return (ctx: Context): void => {
    const { ids, filter, page, limit, associations } = jsonBody(ctx, criteriaSchema);
    const alongside = Object.keys(associations).flatMap((name) => associated[name] ?? []);
    requirePrivileges(
      shop,
      [entity, ...alongside].map((name) => `${name}:read`),
    );
    const found = rows().filter(
      (row) => (!ids || ids.includes(row.id)) && matchesFilters(filter, (field) => row[field] ?? null),
    );
    const shown = found.slice((page - 1) * limit, page * limit);
    if (ctx.get('accept').includes('application/json')) {
      ctx.body = { total: found.length, data: shown, aggregations: [] };
      return;
    }
    ctx.body = {
      data: shown.map((row) => resource(entity, row)),
      included: [],
      meta: { total: found.length },
    };
    ctx.type = 'application/vnd.api+json';
  };
}

function resource(type: string, { id, ...attributes }: Entity) {
  return { id, type, attributes, links: [], relationships: [], meta: null };
}
