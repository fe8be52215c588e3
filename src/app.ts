import { ServerResponse } from 'node:http';
import Koa, { type Middleware } from 'koa';
import type { Logger } from 'pino';
import { type FileAnswers, fileLane } from './browser/file-lane.ts';
import type { BrowserPorts } from './browser/ports.ts';
import { browserRoutes, shopPages } from './browser/routes.ts';
import { tunnels } from './browser/tunnel.ts';
import { rememberVisits } from './browser/visit-memory.ts';
import { type CxmlPorts, cxmlRoutes } from './cxml/routes.ts';
import type { Context, RequestState } from './http/context.ts';
import { type HealthPorts, healthRoutes } from './http/health-routes.ts';
import { lastResort } from './http/last-resort.ts';
import { ownPaths, type Routers } from './http/own-paths.ts';
import { reportFailedAnswer } from './http/report-failed-answer.ts';
import { requestGuard } from './http/request-guard.ts';
import { requestLog, stateOf } from './http/request-log.ts';
import type { Service } from './listen.ts';
import { type OciPorts, ociRoutes } from './oci/routes.ts';
import type { ShopAppPorts } from './shop-app/ports.ts';
import { shopAppRoutes } from './shop-app/routes.ts';

export interface AppPorts {
  log: Logger;
  health: HealthPorts;
  cxml: CxmlPorts;
  oci: OciPorts;
  browser: BrowserPorts;
  shopApp: ShopAppPorts;
}

/** What answers: files of the shop by a way of their own, all else by the app. */
export function createService(ports: AppPorts): Service {
  const { log, browser } = ports;
  const visits = rememberVisits(browser);
  const routers = routersOf(ports);
  const isOwnPath = ownPaths(routers);
  const answers: FileAnswers = new WeakMap();
  const pages = shopPages(visits, answers);
  const app = createApp(log, { routers, isOwnPath, pages });
  const serve = app.callback();
  const serveFile = fileLane(visits.forFiles, { log, isOwnPath, answers });
  return {
    request: (request, response) => {
      const onFailure = (error: Error) => {
        reportFailedAnswer(log, error);
        response.destroy();
      };
      const onServed = (isServed: boolean) => (isServed ? undefined : serve(request, response));
      serveFile(request, response).then(onServed, onFailure);
    },
    upgrade: upgradesOf(app, ports),
  };
}

interface Paths {
  routers: Routers;
  isOwnPath: (path: string) => boolean;
  pages: Middleware<RequestState>;
}

/** The map of the service: what is served, in the order in which it is tried. */
function routersOf({ health, cxml, oci, browser, shopApp }: AppPorts): Routers {
  return [
    healthRoutes(health),
    cxmlRoutes(cxml),
    ociRoutes(oci),
    // Before the browser's: it takes the start links of its own shops.
    shopAppRoutes(shopApp),
    browserRoutes(browser),
  ];
}

function createApp(log: Logger, { routers, isOwnPath, pages }: Paths): Koa<RequestState> {
  const app = new Koa<RequestState>();
  app.silent = true;
  const told = new WeakSet<Error>();
  app.on('error', (error: Error, context?: Context) => {
    // Koa tells of a broken stream twice: when it breaks, and when the answer ends.
    if (!told.has(error)) reportFailedAnswer(context?.state.log ?? log, error);
    told.add(error);
  });
  app.use(requestLog(log));
  app.use(requestGuard());
  app.use(lastResort());
  // Most requests are for the shop: they need not pass all routers.
  app.use((context, next) => (isOwnPath(context.path) ? next() : pages(context, next)));
  for (const router of routers) app.use(router.routes());
  app.use(pages);
  return app;
}

/** What asks for another protocol: WebSockets of the shop. They pass none of the middlewares. */
function upgradesOf(app: Koa<RequestState>, { log, browser }: AppPorts): Service['upgrade'] {
  const serve = tunnels(browser);
  return (request, socket, head) => {
    const context: Context = app.createContext(request, new ServerResponse(request));
    context.state = stateOf(log, 'tunnel');
    void serve(context, { socket, head });
  };
}
