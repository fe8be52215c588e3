import Router from '@koa/router';
import type { Context, Next } from 'koa';
import type { Shop } from '../shop.ts';
import { SALES_CHANNEL_ID, SHOPWARE_VERSION } from '../shop-constants.ts';
import { contextOf } from '../shop-context.ts';
import { randomToken } from '../shopware-id.ts';
import { enterContext } from '../store-api/authenticate-store-api.ts';
import { addProxyRoutes } from '../store-api/routes.ts';
import { customerJson } from '../wire/customer-json.ts';
import { salesChannelJson } from '../wire/sales-channel-json.ts';
import { authenticateAdminApi, requirePrivilege } from './authenticate-admin-api.ts';
import { answerPatchOrder } from './order.ts';
import { answerCreateDomain } from './sales-channel-domain.ts';
import { answerSearch } from './search.ts';
import { answerSwitchCustomer } from './switch-customer.ts';
import { answerToken } from './token.ts';

export function adminApiRoutes(shop: Shop): Router {
  const router = new Router({ prefix: '/api' });
  router.use(authenticateAdminApi(shop));
  router.post('/oauth/token', answerToken(shop));
  router.get('/_info/health-check', answerHealth);
  router.get('/_info/version', answerVersion(shop));
  addSearchRoutes(router, shop);
  router.patch('/_proxy/switch-customer', answerSwitchCustomer(shop));
  router.post('/sales-channel-domain', answerCreateDomain(shop));
  router.patch('/order/:id', answerPatchOrder(shop));
  router.use(`/_proxy/store-api/${SALES_CHANNEL_ID}`, enterProxiedContext(shop));
  addProxyRoutes(router, shop);
  return router;
}

function addSearchRoutes(router: Router, shop: Shop): void {
  const needs = (privilege: string) => (_ctx: Context, next: Next) => {
    requirePrivilege(shop, privilege);
    return next();
  };
  const customers = () => shop.customers.map(customerJson);
  const salesChannels = () => [salesChannelJson(shop)];
  router.post('/search/customer', needs('customer:read'), answerSearch('customer', customers));
  router.post(
    '/search/sales-channel',
    needs('sales_channel:read'),
    answerSearch('sales_channel', salesChannels),
  );
  router.post(
    '/search/order',
    needs('order:read'),
    answerSearch('order', () => shop.orders),
  );
  router.post(
    '/search/sales-channel-domain',
    needs('sales_channel_domain:read'),
    answerSearch('sales_channel_domain', () => shop.domains.map((domain) => ({ ...domain }))),
  );
}

function enterProxiedContext(shop: Shop) {
  return (ctx: Context, next: Next) => {
    enterContext(ctx, contextOf(shop, ctx.get('sw-context-token') || randomToken()));
    return next();
  };
}

function answerVersion(shop: Shop) {
  return (ctx: Context): void => {
    ctx.body = { version: shop.faults.release ?? SHOPWARE_VERSION };
  };
}

/** Healthy is a 200 without a body. */
function answerHealth(ctx: Context): void {
  ctx.status = 200;
  ctx.body = '';
}
