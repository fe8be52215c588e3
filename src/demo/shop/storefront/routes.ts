import Router from '@koa/router';
import type { Context, Next } from 'koa';
import { answerEnterScript } from '../app/app-pages.ts';
import { refuseUnknownHost } from '../base-url.ts';
import { searchCatalog } from '../catalog.ts';
import type { Shop } from '../shop.ts';
import { answerAccount, answerLogin, answerLoginPage, answerLogout } from './account-actions.ts';
import { answerAdd, answerChangeQuantity, answerDelete } from './cart-actions.ts';
import {
  answerCartJson,
  answerCartPage,
  answerCartWidget,
  answerConfirm,
  answerFinish,
  answerOrder,
} from './checkout.ts';
import { homePage } from './home-page.ts';
import { categoryPage, searchPage } from './listing-page.ts';
import { maintenancePage, notFoundPage } from './notice-page.ts';
import { pageView } from './page-view.ts';
import { answerDetail, answerSeoPath } from './product-detail.ts';
import { openSession } from './storefront-session.ts';

export function storefrontRoutes(shop: Shop): Router {
  const router = new Router();
  router.use(refuseUnknownHost(shop), openSession(shop), redirectInMaintenance(shop));
  router.get('/maintenance', answerMaintenance(shop));
  addListingRoutes(router, shop);
  addCheckoutRoutes(router, shop);
  router.get('/storefront/script/punchgate-enter', answerEnterScript(shop));
  router.get('/account', answerAccount(shop));
  router.get('/account/login', answerLoginPage(shop));
  router.post('/account/login', answerLogin(shop));
  router.get('/account/logout', answerLogout(shop));
  router.get('/*path', answerSeoPath(shop));
  return router;
}

function addListingRoutes(router: Router, shop: Shop): void {
  router.get('/', (ctx) => {
    const popular = [
      'HAM-001',
      'NAIL-5KG',
      'BOLT-M8X40',
      'HELM-01',
      'PAPER-A4',
      'DRILL-18V',
      'SD-PH2/150',
      'COFFEE-1KG',
    ];
    const products = popular.flatMap((number) => shop.catalog.byNumber.get(number) ?? []);
    ctx.body = homePage(pageView(shop, ctx), products);
  });
  router.get('/navigation/:id', (ctx) => answerCategory(shop, ctx));
  router.get('/search', (ctx) => {
    const view = pageView(shop, ctx);
    ctx.body = searchPage(view, searchCatalog(shop.catalog, view.searchTerm));
  });
  router.get('/detail/:id', answerDetail(shop));
}

function addCheckoutRoutes(router: Router, shop: Shop): void {
  router.get('/checkout/cart', answerCartPage(shop));
  router.get('/checkout/cart.json', answerCartJson(shop));
  router.get('/widgets/checkout/info', answerCartWidget(shop));
  router.get('/checkout/confirm', answerConfirm(shop));
  router.post('/checkout/order', answerOrder(shop));
  router.get('/checkout/finish', answerFinish(shop));
  router.post('/checkout/line-item/add', answerAdd(shop));
  router.post('/checkout/line-item/change-quantity/:id', (ctx) =>
    answerChangeQuantity(shop, ctx.params.id ?? '')(ctx),
  );
  router.post('/checkout/line-item/delete/:id', (ctx) => answerDelete(shop, ctx.params.id ?? '')(ctx));
}

function answerCategory(shop: Shop, ctx: Context): void {
  const view = pageView(shop, ctx);
  const category = shop.catalog.categories.find(({ id }) => id === ctx.params.id);
  ctx.status = category ? 200 : 404;
  const products = shop.catalog.products.filter((product) => product.category === category);
  ctx.body = category ? categoryPage(view, category, products) : notFoundPage(view);
}

function redirectInMaintenance(shop: Shop) {
  return async (ctx: Context, next: Next): Promise<void> => {
    if (!shop.faults.maintenance || ctx.path === '/maintenance') return next();
    ctx.status = 307;
    ctx.set('location', '/maintenance');
  };
}

function answerMaintenance(shop: Shop) {
  return (ctx: Context) => {
    if (!shop.faults.maintenance) return ctx.redirect('/');
    ctx.status = 503;
    ctx.set('retry-after', '3600');
    ctx.body = maintenancePage(pageView(shop, ctx));
  };
}
