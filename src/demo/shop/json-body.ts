import type { Context } from 'koa';
import type { z } from 'zod';
import { bodyText } from './record-request.ts';
import { ShopwareError } from './shopware-error.ts';

/** The JSON body as `schema` describes it; an empty body is an empty object. */
export function jsonBody<T>(ctx: Context, schema: z.ZodType<T>): T {
  const result = schema.safeParse(parse(bodyText(ctx)));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new ShopwareError(400, 'VIOLATION::INVALID_TYPE_ERROR', {
    detail: issue?.message ?? 'This value is not valid.',
    pointer: `/${issue?.path.join('/') ?? ''}`,
  });
}

function parse(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new ShopwareError(400, '0', { detail: 'The JSON payload is malformed.' });
  }
}
