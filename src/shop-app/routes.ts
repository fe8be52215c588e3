import Router from '@koa/router';
import type { RequestState } from '../http/context.ts';
import { sendAdminPage } from './admin-page.ts';
import { againPath, enter, enterAgain, openStartLink } from './enter.ts';
import { leave, leavePath, returnPath, transfer } from './leave.ts';
import type { ShopAppPorts } from './ports.ts';
import { confirm, register } from './register.ts';
import { receiveWebhook } from './webhook.ts';

/** Shops that buyers see under their own host, and the App that each of them has for it. */
export function shopAppRoutes(ports: ShopAppPorts): Router<RequestState> {
  const router = new Router<RequestState>();
  if (ports.redirectShops.length === 0) return router;
  router.get('/punchgate/start/:token', async (context, next) => {
    if (!(await openStartLink(context, context.params.token ?? '', ports))) await next();
  });
  router.post('/punchgate/app/enter', (context) => enter(context, ports));
  router.get(againPath, (context) => enterAgain(context, ports));
  router.post(returnPath, (context) => transfer(context, ports));
  router.post(leavePath, (context) => leave(context, ports));
  const shop = '/punchgate/app/:shop';
  router.get(`${shop}/register`, (context) => register(context, context.params.shop ?? '', ports));
  router.post(`${shop}/confirm`, (context) => confirm(context, context.params.shop ?? '', ports));
  router.post(`${shop}/webhook`, (context) => receiveWebhook(context, context.params.shop ?? '', ports));
  router.get(`${shop}/admin`, (context) => sendAdminPage(context, context.params.shop ?? '', ports));
  return router;
}
