import { randomBytes } from 'node:crypto';
import type { Context } from 'koa';
import { z } from 'zod';
import { jsonBody } from '../json-body.ts';
import { bodyText } from '../record-request.ts';
import type { Shop } from '../shop.ts';
import { CLIENT_ID, CLIENT_SECRET } from '../shop-constants.ts';
import { ShopwareError } from '../shopware-error.ts';

const EXPIRES_IN = 600;

const tokenSchema = z.looseObject({
  grant_type: z.string().default(''),
  client_id: z.string().default(''),
  client_secret: z.string().default(''),
});

/** Client credentials only, as JSON or as a form. There is no refresh token. */
export function answerToken(shop: Shop) {
  return (ctx: Context): void => {
    const request = ctx.is('urlencoded')
      ? tokenSchema.parse(Object.fromEntries(new URLSearchParams(bodyText(ctx))))
      : jsonBody(ctx, tokenSchema);
    if (request.grant_type !== 'client_credentials') throw unsupportedGrant();
    if (request.client_id !== CLIENT_ID || request.client_secret !== CLIENT_SECRET) throw badClient();
    const accessToken = randomBytes(48).toString('base64url');
    shop.bearers.set(accessToken, Date.now() + EXPIRES_IN * 1000);
    ctx.body = { token_type: 'Bearer', expires_in: EXPIRES_IN, access_token: accessToken };
  };
}

function badClient(): ShopwareError {
  return new ShopwareError(401, '4', { detail: null });
}

function unsupportedGrant(): ShopwareError {
  return new ShopwareError(400, '2', {
    detail: 'The authorization grant type is not supported by the authorization server.',
  });
}
