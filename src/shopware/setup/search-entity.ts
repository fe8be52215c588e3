import type { z } from 'zod';
import { PunchOutError } from '../../punchout/punchout-error.ts';
import type { AdminAccess } from '../admin-api.ts';
import { jsonAnswer, type ShopCall } from '../ask-shop.ts';
import { missingPrivilegesOf } from '../check/shop-verdict.ts';
import { entitySearch } from '../entity-search.ts';

export interface EntitySearch<T> {
  /** As it stands in the path, e.g. `sales-channel`. */
  entity: string;
  criteria: Record<string, unknown>;
  /** What is read along, by the privilege that each needs. */
  associations: Readonly<Record<string, string>>;
  schema: z.ZodType<T>;
}

export interface EntityAnswer<T> {
  found: T;
  /** Privileges without which something was not read along. */
  missing: string[];
}

/**
 * Searches by the Admin API. What the integration may not read along is left out.
 * @throws PunchOutError `shop_*`
 */
export async function searchEntity<T>(
  access: Pick<AdminAccess, 'ask'>,
  search: EntitySearch<T>,
): Promise<EntityAnswer<T>> {
  try {
    const call = callOf(search);
    return { found: jsonAnswer(await access.ask(call), call, search.schema), missing: [] };
  } catch (fault) {
    const refused = fault instanceof PunchOutError ? missingPrivilegesOf(fault) : [];
    if (refused.length === 0 || Object.keys(search.associations).length === 0) throw fault;
    const associations = without(search.associations, refused);
    const { found, missing } = await searchEntity(access, { ...search, associations });
    return { found, missing: [...refused, ...missing] };
  }
}

function callOf({ entity, criteria, associations }: EntitySearch<unknown>): ShopCall {
  const alongside = Object.fromEntries(Object.keys(associations).map((name) => [name, {}]));
  return entitySearch(entity, { ...criteria, associations: alongside });
}

/** All of them, where none of the privileges is one that we know of. */
function without(associations: Readonly<Record<string, string>>, refused: string[]): Record<string, string> {
  const rest = Object.entries(associations).filter(([, privilege]) => !refused.includes(privilege));
  return rest.length === Object.keys(associations).length ? {} : Object.fromEntries(rest);
}
