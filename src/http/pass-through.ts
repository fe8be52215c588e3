import type { Connector, PassedAnswer, PassedCall } from '../punchout/connector.ts';
import type { Context } from './context.ts';
import { sendToNobody, whenLeaving } from './when-leaving.ts';

/** What came, besides what the context itself has. */
interface Passing extends Pick<PassedCall, 'protocol' | 'body'> {
  /** For the log. */
  facts: Record<string, string | undefined>;
}

/**
 * Hands a call to a shop that speaks punchout itself, and sends what it answers: status, type and bytes as they came.
 * @throws PunchOutError `shop_*` where it has no answer
 */
export async function passThrough(
  context: Context,
  connector: Connector,
  { protocol, body, facts }: Passing,
): Promise<void> {
  const signal = whenLeaving(context.res);
  const { method, headers, ip: caller } = context;
  const call = { protocol, method, query: rawQuery(context), headers, body, caller, signal };
  const startedAt = performance.now();
  try {
    const answer = await connector.forward(call);
    send(context, answer);
    const milliseconds = Math.round(performance.now() - startedAt);
    const { status, lostCookies } = answer;
    context.state.log.info({
      event: 'passed_through',
      protocol,
      ...facts,
      status,
      milliseconds,
      lostCookies,
    });
  } catch (thrown) {
    if (!signal.aborted) throw thrown;
    sendToNobody(context);
  }
}

/** The query of a call byte for byte, without its question mark. Koa reads an unusual one in its own way. */
export function rawQuery({ req }: Context): string {
  const [target = ''] = (req.url ?? '').split('#', 1);
  const mark = target.indexOf('?');
  return mark === -1 ? '' : target.slice(mark + 1);
}

/** The address of a call may have held a credential. */
export const passedAddressHeaders = { 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' };

function send(context: Context, { status, headers, body }: PassedAnswer): void {
  context.status = status;
  context.remove('Content-Type');
  context.set({ ...headers, ...passedAddressHeaders });
  context.body = body;
  if (headers['content-type'] === undefined) context.remove('Content-Type');
}
