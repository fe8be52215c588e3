import Router from '@koa/router';
import type { ShopState } from '../punchout/shop-state.ts';
import type { RequestState } from './context.ts';

export interface HealthPorts {
  databaseHealthy: () => Promise<boolean>;
  cacheHealthy: () => boolean;
  /** True from SIGTERM on: a load balancer sends no more. */
  draining: () => boolean;
  /** By their names; absent where nothing is behind this service. */
  shopStates?: (() => Record<string, ShopState>) | undefined;
}

/**
 * `/health/live`: the process answers. `/health/ready`: it can serve buyers; a lost cache only slows it down, and a lost
 * shop takes nobody out of a load balancer: the others go on, and buyers of that one are told so.
 */
export function healthRoutes(ports: HealthPorts): Router<RequestState> {
  const { databaseHealthy, cacheHealthy, draining, shopStates } = ports;
  const router = new Router<RequestState>();
  router.get('/health/live', (context) => {
    context.state.served = 'health';
    context.body = { status: 'live' };
  });
  router.get('/health/ready', async (context) => {
    context.state.served = 'health';
    const database = await databaseHealthy();
    const ready = database && !draining();
    const shops = shopStates && Object.entries(shopStates());
    const degraded = shops?.some(([, { status }]) => status === 'failed');
    context.status = ready ? 200 : 503;
    context.body = {
      status: ready ? (degraded ? 'degraded' : 'ready') : 'not ready',
      database: database ? 'reachable' : 'unreachable',
      cache: cacheHealthy() ? 'reachable' : 'unreachable',
      draining: draining(),
      ...(shops && { shops: Object.fromEntries(shops.map(([name, state]) => [name, shown(state)])) }),
    };
  });
  return router;
}

/** Anybody may read it: the code of a reason, and nothing that the shop has said. */
function shown({ status, reason, since }: ShopState) {
  return { status, reason, since: new Date(since).toISOString() };
}
