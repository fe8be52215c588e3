import type { IncomingHttpHeaders } from 'node:http';
import type { Context, Next } from 'koa';
import { readBody } from '../read-body.ts';
import type { Shop } from './shop.ts';

export interface RecordedRequest {
  method: string;
  path: string;
  query: string;
  headers: IncomingHttpHeaders;
  body: string;
}

const MAX_RECORDED = 500;
const MAX_BODY = 100_000;

/** Reads the body of every request into `ctx.state.body` and keeps the last requests for assertions. */
export function recordRequest(shop: Shop) {
  return async (ctx: Context, next: Next): Promise<void> => {
    const body = (await readBody(ctx.req)).toString('utf8');
    ctx.state.body = body;
    const { method, path, querystring: query } = ctx;
    shop.requests.push({
      method,
      path,
      query,
      headers: { ...ctx.req.headers },
      body: body.slice(0, MAX_BODY),
    });
    if (shop.requests.length > MAX_RECORDED) shop.requests.shift();
    await next();
  };
}

/** The body as text: every request has been through `recordRequest`. */
export function bodyText(ctx: Context): string {
  return String(ctx.state.body ?? '');
}
