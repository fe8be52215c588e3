import Koa from 'koa';
import { listen, publicUrl } from '../listen.ts';
import { testBuyerRoutes } from './routes.ts';
import type { TestBuyer } from './test-buyer.ts';
import type { TestBuyerOptions } from './test-buyer-options.ts';

const FIRST_REQUISITION = 1001;

export interface RunningTestBuyer {
  url: string;
  close(): Promise<void>;
}

/** Plays a procurement system: punches out by OCI and cXML and shows what came back, and whether it is right. */
export async function startTestBuyer(options: TestBuyerOptions): Promise<RunningTestBuyer> {
  const buyer: TestBuyer = { url: '', options, nextRequisition: FIRST_REQUISITION, cookies: new Map() };
  const app = new Koa();
  app.use(testBuyerRoutes(buyer).routes());
  const listening = await listen(app.callback(), options);
  buyer.url = publicUrl(options.host, listening.port);
  return { url: buyer.url, close: listening.close };
}
