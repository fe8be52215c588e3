import type { Context, Next } from 'koa';
import type { Shop } from '../shop.ts';
import { ShopwareError } from '../shopware-error.ts';

const OPEN_PATHS = ['/api/oauth/token', '/api/_info/health-check'];

export function authenticateAdminApi(shop: Shop) {
  return async (ctx: Context, next: Next): Promise<void> => {
    if (!OPEN_PATHS.includes(ctx.path) && !isKnownBearer(shop, ctx)) throw badBearer();
    await next();
  };
}

/** The switch `missingPrivileges` takes privileges away; the detail is a JSON text inside the JSON. */
export function requirePrivilege(shop: Shop, privilege: string): void {
  requirePrivileges(shop, [privilege]);
}

export function requirePrivileges(shop: Shop, privileges: string[]): void {
  const missingPrivileges = privileges.filter((privilege) =>
    shop.faults.missingPrivileges.includes(privilege),
  );
  if (missingPrivileges.length === 0) return;
  throw new ShopwareError(403, 'FRAMEWORK__MISSING_PRIVILEGE_ERROR', {
    detail: JSON.stringify({ message: 'Missing privilege', missingPrivileges }),
  });
}

function isKnownBearer(shop: Shop, ctx: Context): boolean {
  const bearer = ctx.get('authorization').replace(/^Bearer /i, '');
  const expires = shop.bearers.get(bearer) ?? 0;
  return expires > Date.now() && !shop.faults.bearerRejected;
}

function badBearer(): ShopwareError {
  return new ShopwareError(401, '9', {
    detail: 'The resource owner or authorization server denied the request.',
  });
}
