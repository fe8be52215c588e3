import Koa from 'koa';
import type { Logger } from 'pino';
import type { BrowserPorts } from './browser/ports.ts';
import { browserRoutes, shopPages } from './browser/routes.ts';
import { type CxmlPorts, cxmlRoutes } from './cxml/routes.ts';
import type { RequestState } from './http/context.ts';
import { EgressError } from './http/egress-error.ts';
import { type HealthPorts, healthRoutes } from './http/health-routes.ts';
import { lastResort } from './http/last-resort.ts';
import { requestGuard } from './http/request-guard.ts';
import { requestLog } from './http/request-log.ts';
import { type OciPorts, ociRoutes } from './oci/routes.ts';

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
  app.on('error', (error) => reportFailedResponse(log, error));
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

/** A browser that leaves while a page is being sent is no fault of anybody. */
function reportFailedResponse(log: Logger, error: Error & { code?: string }): void {
  const codes = ['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'];
  const left = error instanceof EgressError ? error.kind === 'aborted' : codes.includes(error.code ?? '');
  if (left) log.debug({ event: 'client_left', code: error.code });
  else log.error({ event: 'response_failed', err: error });
}
