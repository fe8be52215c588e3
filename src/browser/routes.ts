import Router from '@koa/router';
import type { Middleware } from 'koa';
import type { Context, RequestState } from '../http/context.ts';
import { PunchOutError } from '../punchout/punchout-error.ts';
import { assertOpen, type Visit } from '../punchout/visit.ts';
import { barStyle, barStylePath } from './bar.ts';
import type { FileAnswers } from './file-lane.ts';
import { isFileRequest } from './file-path.ts';
import { cancel, transfer } from './leave.ts';
import type { BrowserPorts } from './ports.ts';
import { serveShopPage } from './shop-pages.ts';
import { shopPathKind } from './shop-path.ts';
import { startPath } from './start-link.ts';
import { openStartLink } from './start-page.ts';
import type { RememberedVisits } from './visit-memory.ts';
import { noticesPath, sendNoticesPage, sendTransferPage } from './visit-pages.ts';
import { withVisit } from './with-visit.ts';

/** The gateway's own pages for the buyer's browser. */
export function browserRoutes(ports: BrowserPorts): Router<RequestState> {
  const router = new Router<RequestState>();
  router.get(`${startPath}/:token`, (context) => openStartLink(context, context.params.token ?? '', ports));
  router.get(noticesPath, (context) =>
    withVisit(context, ports, async (visit) => sendNoticesPage(context, visit, ports)),
  );
  router.post('/punchgate/return', (context) => transfer(context, ports));
  router.post('/punchgate/cancel', (context) => cancel(context, ports));
  router.get(barStylePath, (context) => {
    context.state.served = 'bar style';
    context.set('Cache-Control', 'public, max-age=3600');
    context.type = 'text/css';
    context.body = barStyle;
  });
  return router;
}

/** Everything else under the gateway's host is the shop of the buyer's visit. */
export function shopPages(
  { forFiles, forPages }: RememberedVisits,
  answers: FileAnswers,
): Middleware<RequestState> {
  return async (context) => {
    context.state.served = 'shop page';
    const ports = isFileRequest(context) ? forFiles : forPages;
    await withVisit(context, ports, async (visit) => {
      if (context.path.startsWith('/punchgate/'))
        throw new PunchOutError('not_found', context.path.slice(0, 200));
      assertOpen(visit.session, ports.surroundings.now());
      assertReadOnly(context, visit);
      const kind = shopPathKind(context.path);
      if (kind === 'closed') throw new PunchOutError('page_not_available', context.path.slice(0, 200));
      if (kind === 'checkout') sendTransferPage(context, visit, ports);
      else await serveShopPage(context, visit, { ports, answers });
    });
  };
}

/** A cart that is inspected stays as it is; whatever changes one is no GET. */
function assertReadOnly({ method, path }: Context, { session }: Visit): void {
  if (session.operation === 'inspect' && method !== 'GET' && method !== 'HEAD')
    throw new PunchOutError('visit_read_only', `${method} ${path.slice(0, 200)}`);
}
