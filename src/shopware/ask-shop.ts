import type { z } from 'zod';
import type { Egress, TextAnswer } from '../http/egress.ts';
import { PunchOutError } from '../punchout/punchout-error.ts';
import { asShopError, invalidAnswer, issueOf, refusalOf } from './shop-error.ts';
import type { ShopReach } from './shop-reach.ts';
import { type ShopSettings, shopOrigin } from './shop-settings.ts';
import { type Repeat, withRepeats } from './with-repeats.ts';
import { type Deadline, deadlineIn } from './within-deadline.ts';

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
  /** Without it, GET is asked again and nothing else. */
  repeat?: Repeat;
}

export interface ShopConnection {
  settings: ShopSettings;
  egress: Egress;
  /** Origin under which buyers see the shop through the gateway; undefined where nobody asks under it. */
  publicUrl?: string | undefined;
  /** What all calls of the gateway know about the shop; without it every call is tried. */
  reach?: ShopReach;
  /** Of all calls together; without it each has the shop's own. */
  deadline?: Deadline;
}

/**
 * Any answer of the shop, also one that refuses.
 * @throws PunchOutError `shop_unreachable`, `shop_answer_invalid`
 */
export async function askShop(call: ShopCall, connection: ShopConnection): Promise<TextAnswer> {
  const { reach, deadline = deadlineIn(connection.settings.timeoutMilliseconds) } = connection;
  const { method, repeat = method === 'GET' ? 'always' : 'never' } = call;
  const limited = { ...connection, deadline };
  // A kept connection that was closed counts as asked: with the repeat it is asked twice at most.
  const first = repeat === 'always' ? 'kept-once' : undefined;
  const ask = () =>
    withRepeats((isRepeat) => askOnce(call, { ...limited, opens: isRepeat ? 'new' : first }), {
      repeat,
      deadline,
    });
  if (deadline.millisecondsLeft() <= 0) throw noTimeLeft(call);
  return reach ? await reach.ask(nameOf(call), ask) : await ask();
}

async function askOnce(
  call: ShopCall,
  {
    settings,
    egress,
    deadline,
    opens,
  }: ShopConnection & { deadline: Deadline; opens: 'kept-once' | 'new' | undefined },
): Promise<TextAnswer> {
  const { method, path, base = shopOrigin(settings), json } = call;
  const body = json === undefined ? undefined : JSON.stringify(json);
  const headers = {
    accept: 'application/json',
    'accept-encoding': 'identity',
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...call.headers,
  };
  const left = Math.ceil(deadline.millisecondsLeft());
  if (left <= 0) throw noTimeLeft(call);
  const timeoutMilliseconds = Math.min(settings.timeoutMilliseconds, left);
  try {
    return await egress.requestText({
      method,
      url: base + path,
      headers,
      body,
      timeoutMilliseconds,
      maximumBytes,
      connection: opens,
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

function noTimeLeft(call: ShopCall): PunchOutError {
  return new PunchOutError('shop_unreachable', `${nameOf(call)}: not asked, nobody waits any longer`);
}

function parseJson(answer: TextAnswer, call: ShopCall): unknown {
  try {
    return JSON.parse(answer.text);
  } catch {
    const type = answer.headers['content-type'] ?? 'no content type';
    throw invalidAnswer(nameOf(call), `no JSON but ${type}, ${answer.text.length} characters`);
  }
}
