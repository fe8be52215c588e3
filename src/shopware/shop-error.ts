import { z } from 'zod';
import type { TextAnswer } from '../http/egress.ts';
import { EgressError } from '../http/egress-error.ts';
import { PunchOutError } from '../punchout/punchout-error.ts';
import type { Reason } from '../punchout/reasons.ts';
import { ShopRefusal } from './shop-refusal.ts';

/** What a detail may show of an answer. Texts of the shop stay out: they may repeat what we sent. */
const errorSchema = z.object({
  code: z.string().nullish(),
  detail: z.string().nullish(),
  source: z.object({ pointer: z.string().nullish() }).nullish().catch(undefined),
  meta: z
    .object({ parameters: z.object({ seconds: z.number().nullish() }).nullish() })
    .nullish()
    .catch(undefined),
});
const errorsSchema = z.object({ errors: z.array(errorSchema).min(1) });
const privilegesSchema = z.object({ missingPrivileges: z.array(z.string()) });

type ShopwareError = z.infer<typeof errorSchema>;
type Answer = Pick<TextAnswer, 'status' | 'headers' | 'text'>;

const egressReasons = {
  timeout: 'shop_unreachable',
  unreachable: 'shop_unreachable',
  forbidden_address: 'shop_unreachable',
  aborted: 'shop_unreachable',
  too_large: 'shop_answer_invalid',
} as const satisfies Record<EgressError['kind'], Reason>;

/** No answer came. `call` names what was asked, e.g. `GET /store-api/context`. */
export function asShopError(thrown: unknown, call: string): unknown {
  if (!(thrown instanceof EgressError)) return thrown;
  return new PunchOutError(egressReasons[thrown.kind], `${call}: ${thrown.message}`, { cause: thrown });
}

/** An answer came, but it is not the one that was due. */
export function invalidAnswer(call: string, why: string): PunchOutError {
  return new PunchOutError('shop_answer_invalid', `${call}: ${why}`);
}

/** Whether the shop itself says that it does not have what was asked for; a 404 of another machine says nothing. */
export function isNotFound({ status, text }: Pick<Answer, 'status' | 'text'>): boolean {
  return status === 404 && shopwareErrorOf(text)?.code?.endsWith('NOT_FOUND') === true;
}

/** Whether a listing has ended before the page that was asked for; earlier releases answer with an empty page. */
export function isPastTheEnd({ status, text }: Pick<Answer, 'status' | 'text'>): boolean {
  return status === 404 && shopwareErrorOf(text)?.code === 'PRODUCT__LISTING_PAGE_OUT_OF_RANGE';
}

/** Where an answer first has another shape than the one that was due. */
export function issueOf({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
}

/** The refusal that an answer other than 2xx stands for. */
export function refusalOf(answer: Answer, call: string): ShopRefusal {
  const error = shopwareErrorOf(answer.text);
  const detail = [`${call}: ${answer.status}`, ...describe(answer, error)].join(', ');
  const { status } = answer;
  return new ShopRefusal(reasonOf(answer, error), detail, { status, waitSeconds: waitSecondsOf(answer) });
}

/** Whether something between us and Shopware is broken, or Shopware itself. Maintenance is what somebody wants. */
export function isOutage(answer: Answer): boolean {
  return answer.status >= 500 && reasonOf(answer, shopwareErrorOf(answer.text)) === 'shop_unreachable';
}

/** How long the shop wants to be left alone; Shopware hides it in the error and sends no header. */
export function waitSecondsOf({ headers, text }: Answer): number | undefined {
  const told = shopwareErrorOf(text)?.meta?.parameters?.seconds;
  const seconds = told ?? secondsOf(headers['retry-after']?.trim() ?? '', headers.date ?? '');
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}

/** RFC 9110, 10.2.3: seconds, or a date. It counts from the answer's own date, whatever our clock says. */
function secondsOf(retryAfter: string, answered: string): number {
  if (/^\d+$/.test(retryAfter)) return Number(retryAfter);
  const from = Date.parse(answered) || Date.now();
  return Math.max(0, Math.ceil((Date.parse(retryAfter) - from) / 1000));
}

function reasonOf(answer: Answer, error: ShopwareError | undefined): Reason {
  const { status } = answer;
  if (isMaintenance(answer, error)) return 'shop_maintenance';
  if (isUnknownCustomer(error)) return 'shop_customer_unusable';
  if (status >= 500 || [408, 409, 425, 429].includes(status)) return 'shop_unreachable';
  if ([401, 403, 412].includes(status)) return 'shop_refused';
  return status >= 400 && error ? 'shop_refused' : 'shop_answer_invalid';
}

function isMaintenance({ status, headers }: Answer, error: ShopwareError | undefined): boolean {
  if (status >= 300 && status < 400) return locationOf(headers)?.pathname.endsWith('/maintenance') ?? false;
  if (status !== 503) return false;
  return error?.code === 'FRAMEWORK__API_SALES_CHANNEL_MAINTENANCE_MODE' || 'retry-after' in headers;
}

function isUnknownCustomer(error: ShopwareError | undefined): boolean {
  return error?.code === 'VIOLATION::ENTITY_DOES_NOT_EXISTS' && error.source?.pointer === '/customerId';
}

function describe(answer: Answer, error: ShopwareError | undefined): string[] {
  const { status, headers } = answer;
  const wait = waitSecondsOf(answer);
  const privileges = missingPrivileges(error);
  return [
    error?.code ?? `without Shopware's error (${headers['content-type'] ?? 'no content type'})`,
    ...(error?.source?.pointer ? [`at ${error.source.pointer}`] : []),
    ...(privileges.length > 0 ? [`missing privileges: ${privileges.join(' ')}`] : []),
    ...(wait === undefined ? [] : [`again in ${wait} s`]),
    ...(status >= 300 && status < 400 ? [`redirects to ${locationOf(headers)?.origin ?? 'nowhere'}`] : []),
  ];
}

/** Shopware writes the missing privileges as JSON into the text of the error. */
function missingPrivileges(error: ShopwareError | undefined): string[] {
  if (error?.code !== 'FRAMEWORK__MISSING_PRIVILEGE_ERROR') return [];
  const parsed = privilegesSchema.safeParse(jsonOf(error.detail ?? ''));
  return parsed.success ? parsed.data.missingPrivileges : [];
}

function shopwareErrorOf(text: string): ShopwareError | undefined {
  const parsed = errorsSchema.safeParse(jsonOf(text));
  return parsed.success ? parsed.data.errors[0] : undefined;
}

/** A path without host is a place on the shop itself. */
function locationOf(headers: Answer['headers']): URL | undefined {
  return URL.parse(headers.location ?? '', 'https://the-shop-itself') ?? undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
