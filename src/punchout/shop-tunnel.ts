import type { Duplex } from 'node:stream';
import type { ShopRequest } from './shop.ts';

/** A connection of the shop that speaks another protocol from here on. */
export interface ShopTunnel {
  /** Of the answer that said so. */
  headers: Record<string, string | string[] | undefined>;
  socket: Duplex;
  /** What came right behind that answer. */
  head: Buffer;
}

/** A request of the buyer's browser for a WebSocket of the shop. */
export type ShopTunnelRequest = Omit<ShopRequest, 'method' | 'body'>;
