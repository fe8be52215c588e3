import { readFileSync } from 'node:fs';
import Router from '@koa/router';
import type { Context } from 'koa';
import { decodeForm, type FormPair } from '../../http/form.ts';
import { readBody } from '../read-body.ts';
import { cxmlReturnPage } from './cxml-return-page.ts';
import { ociReturnPage } from './oci-return-page.ts';
import { punchOutByCxml } from './punch-out-by-cxml.ts';
import { startPage } from './start-page.ts';
import type { TestBuyer } from './test-buyer.ts';

const MAX_FIELDS = 200_000;

const stylesheet = readFileSync(new URL('./assets/test-buyer.css', import.meta.url), 'utf8');

export function testBuyerRoutes(buyer: TestBuyer): Router {
  const router = new Router();
  router.get('/', (ctx) => {
    ctx.body = startPage(buyer);
  });
  router.get('/test-buyer.css', (ctx) => {
    ctx.type = 'text/css';
    ctx.body = stylesheet;
  });
  router.post('/punchout/cxml', (ctx) => punchOutByCxml(buyer, ctx));
  router.post('/return/oci', async (ctx) => {
    ctx.body = ociReturnPage(requisitionOf(ctx), await receivedPairs(ctx));
  });
  router.post('/return/cxml', async (ctx) => {
    ctx.body = cxmlReturnPage(buyer.cookies, await receivedPairs(ctx));
  });
  router.get(['/return/oci', '/return/cxml'], (ctx) => ctx.redirect('/'));
  return router;
}

async function receivedPairs(ctx: Context): Promise<FormPair[]> {
  return decodeForm(await readBody(ctx.req), {
    charset: ctx.request.charset || undefined,
    maxFields: MAX_FIELDS,
  });
}

function requisitionOf(ctx: Context): string {
  return ctx.URL.searchParams.get('requisition') ?? 'unknown requisition';
}
