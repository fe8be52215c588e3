import Router from '@koa/router';
import type { Context, Next } from 'koa';
import type { Shop } from '../shop.ts';
import { SALES_CHANNEL_ID, SHOPWARE_VERSION } from '../shop-constants.ts';
import { contextOf } from '../shop-context.ts';
import { ShopwareError } from '../shopware-error.ts';
import { randomToken } from '../shopware-id.ts';
import { enterContext } from '../store-api/authenticate-store-api.ts';
import { addProxyRoutes } from '../store-api/routes.ts';
import { customerJson } from '../wire/customer-json.ts';
import { salesChannelsJson } from '../wire/sales-channel-json.ts';
import { authenticateAdminApi } from './authenticate-admin-api.ts';
import { answerCreateCustomer } from './customer.ts';
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
  router.post('/customer', answerCreateCustomer(shop));
  router.post('/_proxy/generate-imitate-customer-token', refuseIntegration);
  router.post('/sales-channel-domain', answerCreateDomain(shop));
  router.patch('/order/:id', answerPatchOrder(shop));
  router.use(`/_proxy/store-api/${SALES_CHANNEL_ID}`, enterProxiedContext(shop));
  addProxyRoutes(router, shop);
  return router;
}

function addSearchRoutes(router: Router, shop: Shop): void {
  const rows = {
    customer: () => shop.customers.map(customerJson),
    sales_channel: () => salesChannelsJson(shop),
    sales_channel_domain: () => shop.domains.map((domain) => ({ ...domain })),
    order: () => shop.orders,
  };
  for (const [entity, rowsOf] of Object.entries(rows))
    router.post(`/search/${entity.replaceAll('_', '-')}`, answerSearch(shop, entity, rowsOf));
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

/** Only a user of the Administration may imitate customers. */
function refuseIntegration(): never {
  throw new ShopwareError(403, 'FRAMEWORK__EXPECTED_USER', {
    detail: 'For this interaction an authenticated user login is required.',
  });
}

/** Healthy is a 200 without a body. */
function answerHealth(ctx: Context): void {
  ctx.status = 200;
  ctx.body = '';
}
