import type { Context } from 'koa';
import { z } from 'zod';
import { filterSchema, matchesFilters } from '../criteria-filter.ts';
import { jsonBody } from '../json-body.ts';

const criteriaSchema = z.looseObject({
  ids: z.array(z.string()).optional(),
  filter: z.array(filterSchema).default([]),
  page: z.int().positive().default(1),
  limit: z.int().positive().max(500).default(500),
});

type Entity = Record<string, unknown> & { id: string };

/** `POST /api/search/{entity}`: plain JSON for who asks for it, else JSON:API. */
export function answerSearch(entity: string, rows: () => Entity[]) {
  return (ctx: Context): void => {
    const { ids, filter, page, limit } = jsonBody(ctx, criteriaSchema);
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
