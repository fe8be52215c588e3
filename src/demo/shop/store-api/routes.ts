import Router from '@koa/router';
import type { Shop } from '../shop.ts';
import { SALES_CHANNEL_ID } from '../shop-constants.ts';
import { answerLogin, answerLogout } from './account.ts';
import { authenticateStoreApi } from './authenticate-store-api.ts';
import {
  answerAddItems,
  answerCart,
  answerChangeItems,
  answerDeleteCart,
  answerRemoveItems,
} from './cart.ts';
import { answerCategory } from './categories.ts';
import { answerContext, answerPatchContext } from './context.ts';
import { answerOrder } from './order.ts';
import { answerProducts, answerSearch } from './products.ts';

/** The Store API, and the same cart and order calls under the Admin API's `_proxy`. */
export function storeApiRoutes(shop: Shop): Router {
  const router = new Router({ prefix: '/store-api' });
  router.use(authenticateStoreApi(shop));
  router.get('/context', answerContext(shop));
  router.patch('/context', answerPatchContext());
  router.post('/account/login', answerLogin(shop));
  router.post('/account/logout', answerLogout(shop));
  router.post('/product', answerProducts(shop));
  router.post('/search', answerSearch(shop));
  router.post('/category/:id', answerCategory(shop));
  addCartRoutes(router, shop, '');
  return router;
}

export function addProxyRoutes(router: Router, shop: Shop): void {
  addCartRoutes(router, shop, `/_proxy/store-api/${SALES_CHANNEL_ID}`);
  router.patch(`/_proxy/store-api/${SALES_CHANNEL_ID}/context`, answerPatchContext());
}

function addCartRoutes(router: Router, shop: Shop, prefix: string): void {
  router.get(`${prefix}/checkout/cart`, answerCart(shop));
  router.delete(`${prefix}/checkout/cart`, answerDeleteCart());
  router.post(`${prefix}/checkout/cart/line-item`, answerAddItems(shop));
  router.patch(`${prefix}/checkout/cart/line-item`, answerChangeItems(shop));
  router.delete(`${prefix}/checkout/cart/line-item`, answerRemoveItems(shop));
  router.post(`${prefix}/checkout/order`, answerOrder(shop));
}
