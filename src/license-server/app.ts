import Koa from 'koa';
import type { Logger } from 'pino';
import type { RequestState } from '../http/context.ts';
import { type HealthPorts, healthRoutes } from '../http/health-routes.ts';
import { problems } from '../http/problem.ts';
import { requestGuard } from '../http/request-guard.ts';
import { requestLog } from '../http/request-log.ts';
import { type LicenseServerPorts, licenseServerRoutes } from './routes.ts';

/** The license server: what is served, in the order in which it is tried. */
export function createLicenseServerApp(
  ports: LicenseServerPorts,
  { log, health }: { log: Logger; health: HealthPorts },
): Koa<RequestState> {
  const app = new Koa<RequestState>();
  app.silent = true;
  app.on('error', (error) => log.error({ event: 'response_failed', err: error }));
  app.use(requestLog(log));
  app.use(requestGuard());
  app.use(problems());
  app.use(healthRoutes(health).routes());
  app.use(licenseServerRoutes(ports).routes());
  return app;
}
