import type { z } from 'zod';
import type { Egress, TextAnswer } from '../http/egress.ts';
import { asShopError, invalidAnswer, issueOf, refusalOf } from './shop-error.ts';
import { type ShopSettings, shopOrigin } from './shop-settings.ts';

/** A cart of 1,000 lines has about 8 MB. */
const maximumBytes = 32 * 1024 * 1024;

export interface ShopCall {
  method: string;
  /** Path, which also names the call in our log. */
  path: string;
  /** Where the path starts; the origin of the shop without it. */
  base?: string;
  headers: Record<string, string>;
  json?: unknown;
}

export interface ShopConnection {
  settings: ShopSettings;
  egress: Egress;
}

/**
 * Any answer of the shop, also one that refuses.
 * @throws PunchOutError `shop_unreachable`, `shop_answer_invalid`
 */
export async function askShop(call: ShopCall, { settings, egress }: ShopConnection): Promise<TextAnswer> {
  const { method, path, base = shopOrigin(settings), json } = call;
  const body = json === undefined ? undefined : JSON.stringify(json);
  const headers = {
    accept: 'application/json',
    'accept-encoding': 'identity',
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...call.headers,
  };
  const { timeoutMilliseconds } = settings;
  try {
    return await egress.requestText({
      method,
      url: base + path,
      headers,
      body,
      timeoutMilliseconds,
      maximumBytes,
    });
  } catch (error) {
    throw asShopError(error, nameOf(call));
  }
}

/**
 * The JSON of a good answer, in the shape of `schema`.
 * @throws PunchOutError `shop_*`
 */
export function jsonAnswer<T>(answer: TextAnswer, call: ShopCall, schema: z.ZodType<T>): T {
  assertGood(answer, call);
  const parsed = schema.safeParse(parseJson(answer, call));
  if (parsed.success) return parsed.data;
  throw invalidAnswer(nameOf(call), issueOf(parsed.error));
}

export function assertGood(answer: TextAnswer, call: ShopCall): void {
  if (answer.status < 200 || answer.status > 299) throw refusalOf(answer, nameOf(call));
}

export function nameOf({ method, path }: ShopCall): string {
  return `${method} ${path}`;
}

function parseJson(answer: TextAnswer, call: ShopCall): unknown {
  try {
    return JSON.parse(answer.text);
  } catch {
    const type = answer.headers['content-type'] ?? 'no content type';
    throw invalidAnswer(nameOf(call), `no JSON but ${type}, ${answer.text.length} characters`);
  }
}
