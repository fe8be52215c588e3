import { z } from 'zod';
import { sampleCart } from './sample-cart.ts';
import { ownReturn, peerReturn } from './write-return.ts';

const carts = 6;
const lines = 1_000;
const megabyte = 1024 * 1024;

const protocol = z.enum(['oci', 'cxml']).parse(process.argv[2]);
const side = z.enum(['ours', 'theirs']).parse(process.argv[3]);
const cart = sampleCart(lines);
const write = side === 'ours' ? ownReturn(protocol, cart) : peerReturn(protocol, cart);

globalThis.gc?.();
const residentBefore = process.memoryUsage.rss();
const growths = Array.from({ length: carts }, heapGrowth);
process.send?.({
  heap: Math.max(...growths) / megabyte,
  resident: (process.resourceUsage().maxRSS * 1024 - residentBefore) / megabyte,
});
process.disconnect?.();

/** How much fuller the heap is with one cart written and nothing swept up by hand. */
function heapGrowth(): number {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  write();
  return process.memoryUsage().heapUsed - before;
}
