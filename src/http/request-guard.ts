import type { Middleware } from 'koa';

const plainHost = /^[a-z0-9.-]+(:\d{1,5})?$|^\[[0-9a-f:.]+\](:\d{1,5})?$/i;
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Ends what two HTTP readers could understand differently: several hosts, or a host that is none; and TRACE. */
export function requestGuard(): Middleware {
  return async (context, next) => {
    const hosts = context.req.rawHeaders.filter((_, index, raw) => raw[index - 1]?.toLowerCase() === 'host');
    if (hosts.length !== 1 || !plainHost.test(hosts[0] ?? '')) {
      context.status = 400;
      context.set('Connection', 'close');
      context.body = 'Bad Request';
      return;
    }
    if (methods.has(context.method)) await next();
    else context.status = 405;
  };
}
