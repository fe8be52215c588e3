import Router from '@koa/router';
import type { RequestState } from './context.ts';

export interface HealthPorts {
  databaseHealthy: () => Promise<boolean>;
  cacheHealthy: () => boolean;
  /** True from SIGTERM on: a load balancer sends no more. */
  draining: () => boolean;
}

/** `/health/live`: the process answers. `/health/ready`: it can serve buyers; a lost cache only slows it down. */
export function healthRoutes({ databaseHealthy, cacheHealthy, draining }: HealthPorts): Router<RequestState> {
  const router = new Router<RequestState>();
  router.get('/health/live', (context) => {
    context.state.served = 'health';
    context.body = { status: 'live' };
  });
  router.get('/health/ready', async (context) => {
    context.state.served = 'health';
    const database = await databaseHealthy();
    const ready = database && !draining();
    context.status = ready ? 200 : 503;
    context.body = {
      status: ready ? 'ready' : 'not ready',
      database: database ? 'reachable' : 'unreachable',
      cache: cacheHealthy() ? 'reachable' : 'unreachable',
      draining: draining(),
    };
  });
  return router;
}
