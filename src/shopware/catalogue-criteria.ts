import type { CatalogueQuestion } from '../punchout/shop.ts';
import { catalogueProductCriteria } from './catalogue-product.ts';

/** `shopware.api.store.max_limit` of a shop that nobody changed. */
export const productsPerCall = 100;

/** Exact: Shopware counts only the articles of the page where nobody asks for more. */
const totalCountMode = 1;

/**
 * Criteria of a page of articles that can be bought. The parent of a family of variants has children and no price of
 * its own. By id, which no change of an article moves to another page; hits of a search keep the order of the shop,
 * and before April 2025 Shopware takes the number of their page from `p` alone.
 */
export function catalogueCriteria({ term, page, size, updatedSince }: CatalogueQuestion): object {
  const changed = updatedSince === undefined ? [] : [changedSince(updatedSince)];
  return {
    ...catalogueProductCriteria,
    filter: [withoutChildren, ...changed],
    ...(term === undefined ? { sort: [{ field: 'id', order: 'ASC' }] } : { search: term }),
    ...(term === undefined ? { page } : { page, p: page }),
    limit: size,
    'total-count-mode': totalCountMode,
  };
}

/** Variants of families, as many as the shop gives at a time. */
export function variantCriteria(parentIds: readonly string[]): object {
  return {
    ...catalogueProductCriteria,
    filter: [{ type: 'equalsAny', field: 'parentId', value: parentIds }, withoutChildren],
    sort: [{ field: 'productNumber', order: 'ASC' }],
    limit: productsPerCall,
  };
}

const withoutChildren = either([
  { type: 'equals', field: 'childCount', value: 0 },
  { type: 'equals', field: 'childCount', value: null },
]);

/** An article that was never changed has no `updatedAt`. */
function changedSince(milliseconds: number) {
  const parameters = { gte: storedDate(milliseconds) };
  return either(['updatedAt', 'createdAt'].map((field) => ({ type: 'range', field, parameters })));
}

/** The shop compares the text with its columns, which hold UTC. */
function storedDate(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('T', ' ').replace('Z', '');
}

function either(queries: readonly object[]) {
  return { type: 'multi', operator: 'or', queries };
}
