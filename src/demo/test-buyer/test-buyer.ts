import type { TestBuyerOptions } from './test-buyer-options.ts';

/** All state of one test buyer. */
export interface TestBuyer {
  url: string;
  options: TestBuyerOptions;
  nextRequisition: number;
  /** BuyerCookies sent so far, each with its requisition. */
  cookies: Map<string, string>;
}

/** A number as a procurement system gives each shopping cart. */
export function newRequisition(buyer: TestBuyer): string {
  const requisition = `REQ-${buyer.nextRequisition}`;
  buyer.nextRequisition += 1;
  return requisition;
}
