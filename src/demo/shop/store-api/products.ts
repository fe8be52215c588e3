import type { Context } from 'koa';
import { z } from 'zod';
import { baseUrlOf } from '../base-url.ts';
import { type CatalogProduct, searchCatalog } from '../catalog.ts';
import { filterSchema, matchesFilters } from '../criteria-filter.ts';
import { jsonBody } from '../json-body.ts';
import { parentIdOf, withParents } from '../product-family.ts';
import type { Shop } from '../shop.ts';
import { SEEDED_AT } from '../shop-constants.ts';
import { customerOf } from '../shop-context.ts';
import { ShopwareError } from '../shopware-error.ts';
import { type ProductView, productJson } from '../wire/product-json.ts';
import { shopContext, shownLanguage } from './authenticate-store-api.ts';

const MAX_LIMIT = 100;
const LISTING_LIMIT = 24;
const EXACT_COUNT = 1;

const criteriaSchema = z.looseObject({
  ids: z.array(z.string()).optional(),
  filter: z.array(filterSchema).default([]),
  associations: z.record(z.string(), z.unknown()).or(z.tuple([])).default({}),
  page: z.int().positive().default(1),
  limit: z.int().positive().default(MAX_LIMIT),
  sort: z.array(z.looseObject({ field: z.string(), order: z.string().default('ASC') })).default([]),
  'total-count-mode': z.int().default(0),
});

type Criteria = z.infer<typeof criteriaSchema>;

/** A search takes the number of its page from `p`: before April 2025 Shopware does not read `page` here. */
const searchSchema = criteriaSchema.extend({
  search: z.string().min(1),
  p: z.int().positive().default(1),
  limit: z.int().positive().default(LISTING_LIMIT),
});

export function answerProducts(shop: Shop) {
  return (ctx: Context): void => {
    const criteria = jsonBody(ctx, criteriaSchema);
    const found = shop.catalog.products.filter((product) => matches(product, criteria));
    const result = searchResult(sorted(found, criteria), criteria, viewOf(shop, ctx, criteria));
    const isCounted = criteria['total-count-mode'] === EXACT_COUNT;
    ctx.body = isCounted ? result : { ...result, total: result.elements.length };
  };
}

export function answerSearch(shop: Shop) {
  return (ctx: Context): void => {
    const criteria = jsonBody(ctx, searchSchema);
    const found = searchCatalog(shop.catalog, criteria.search).filter((product) =>
      matches(product, criteria),
    );
    const { familiesByParent, searchLimitIgnored, searchEndRefused } = shop.faults;
    const limit = searchLimitIgnored ? LISTING_LIMIT : criteria.limit;
    if (searchEndRefused) assertPageInRange(criteria.p, found.length / limit);
    const view = { ...viewOf(shop, ctx, criteria), byParent: familiesByParent };
    const result = searchResult(found, { ...criteria, page: criteria.p, limit }, view);
    ctx.body = { ...result, currentFilters: { search: criteria.search }, apiAlias: 'product_listing' };
  };
}

interface ListView extends ProductView {
  /** Families that are on a page stand there as their parents; `total` counts them as before. */
  byParent?: boolean;
}

function searchResult(found: CatalogProduct[], { page, limit }: Criteria, view: ListView) {
  if (limit > MAX_LIMIT) throw limitExceeded(limit);
  const shown = found.slice((page - 1) * limit, page * limit);
  return {
    elements: (view.byParent ? withParents(shown) : shown).map((product) => productJson(product, view)),
    aggregations: [],
    page,
    limit,
    entity: 'product',
    total: found.length,
    states: [],
    apiAlias: 'dal_entity_search_result',
  };
}

function viewOf(shop: Shop, ctx: Context, criteria: Criteria): ProductView {
  const { currencyId } = shopContext(ctx);
  const taxStatus = customerOf(shop, shopContext(ctx))?.taxStatus ?? 'gross';
  const associations = new Set([...Object.keys(criteria.associations), 'cover']);
  return {
    taxStatus,
    currencyId,
    languageId: shownLanguage(ctx),
    baseUrl: baseUrlOf(shop, ctx),
    associations,
  };
}

function matches(product: CatalogProduct, { ids, filter }: Criteria): boolean {
  if (ids && !ids.includes(product.id)) return false;
  return matchesFilters(filter, (field) => filterable(product, field));
}

function sorted(products: CatalogProduct[], { sort }: Criteria): CatalogProduct[] {
  return products.toSorted((left, right) => {
    for (const { field, order } of sort) {
      const [before, after] = [filterable(left, field), filterable(right, field)].map(String);
      if (before !== after) return String(before) < String(after) === (order === 'ASC') ? -1 : 1;
    }
    return 0;
  });
}

function filterable(product: CatalogProduct, field: string): unknown {
  const values: Record<string, unknown> = {
    id: product.id,
    productNumber: product.number,
    ean: product.ean,
    manufacturerNumber: product.manufacturer.number,
    active: true,
    available: product.stock > 0,
    childCount: product.childCount,
    parentId: parentIdOf(product),
    createdAt: SEEDED_AT,
    updatedAt: product.updatedAt,
  };
  return values[field] ?? null;
}

function assertPageInRange(page: number, pages: number): void {
  if (page <= Math.max(1, Math.ceil(pages))) return;
  throw new ShopwareError(404, 'PRODUCT__LISTING_PAGE_OUT_OF_RANGE', {
    detail: `The requested page ${page} is out of range.`,
  });
}

function limitExceeded(limit: number): ShopwareError {
  return new ShopwareError(400, 'FRAMEWORK__QUERY_LIMIT_EXCEEDED', {
    detail: `The limit must be lower than or equal to MAX_LIMIT(=${MAX_LIMIT}). Given: ${limit}`,
    pointer: '/limit',
  });
}
