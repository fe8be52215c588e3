import type { IncomingMessage } from 'node:http';
import type { Middleware } from 'koa';

const plainHost = /^[a-z0-9.-]+(:\d{1,5})?$|^\[[0-9a-f:.]+\](:\d{1,5})?$/i;
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Ends what two HTTP readers could understand differently: several hosts, or a host that is none; and TRACE. */
export function requestGuard(): Middleware {
  return async (context, next) => {
    if (!hasPlainHost(context.req)) {
      context.status = 400;
      context.set('Connection', 'close');
      context.body = 'Bad Request';
      return;
    }
    if (methods.has(context.method)) await next();
    else context.status = 405;
  };
}

/** Whether a request names one host, so that every reader of it finds the same. */
export function hasPlainHost({ rawHeaders, headers }: IncomingMessage): boolean {
  let hosts = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  // Of several, node:http tells the first.
  return hosts === 1 && plainHost.test(headers.host ?? '');
}
