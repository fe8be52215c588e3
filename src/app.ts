import Koa from 'koa';
import type { Logger } from 'pino';
import type { BrowserPorts } from './browser/ports.ts';
import { browserRoutes, shopPages } from './browser/routes.ts';
import { type CxmlPorts, cxmlRoutes } from './cxml/routes.ts';
import type { Context, RequestState } from './http/context.ts';
import { EgressError } from './http/egress-error.ts';
import { type HealthPorts, healthRoutes } from './http/health-routes.ts';
import { lastResort } from './http/last-resort.ts';
import { requestGuard } from './http/request-guard.ts';
import { logRefusal, requestLog } from './http/request-log.ts';
import { type OciPorts, ociRoutes } from './oci/routes.ts';
import { PunchOutError } from './punchout/punchout-error.ts';

export interface AppPorts {
  log: Logger;
  health: HealthPorts;
  cxml: CxmlPorts;
  oci: OciPorts;
  browser: BrowserPorts;
}

/** The map of the service: what is served, in the order in which it is tried. */
export function createApp({ log, health, cxml, oci, browser }: AppPorts): Koa<RequestState> {
  const app = new Koa<RequestState>();
  app.silent = true;
  const told = new WeakSet<Error>();
  app.on('error', (error: Error, context?: Context) => {
    // Koa tells of a broken stream twice: when it breaks, and when the answer ends.
    if (!told.has(error)) reportFailedResponse(context?.state.log ?? log, error);
    told.add(error);
  });
  app.use(requestLog(log));
  app.use(requestGuard());
  app.use(lastResort());
  app.use(healthRoutes(health).routes());
  app.use(cxmlRoutes(cxml).routes());
  app.use(ociRoutes(oci).routes());
  app.use(browserRoutes(browser).routes());
  app.use(shopPages(browser));
  return app;
}

/**
 * A browser that leaves while a page is being sent is no fault of anybody. Where the shop fails in the middle of an
 * answer, the connection has been cut and the reason is told here.
 */
function reportFailedResponse(log: Logger, error: Error & { code?: string }): void {
  const codes = ['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'];
  const left = error instanceof EgressError ? error.kind === 'aborted' : codes.includes(error.code ?? '');
  if (left) log.debug({ event: 'client_left', code: error.code });
  else if (error instanceof PunchOutError) logRefusal(log, error);
  else log.error({ event: 'response_failed', err: error });
}
