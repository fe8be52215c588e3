import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { createEgress } from './http/egress.ts';
import type { Metrics } from './http/metrics.ts';
import type { PunchOutError } from './punchout/punchout-error.ts';
import type { ShopState } from './punchout/shop-state.ts';
import { createShopProbe } from './shopware/check/probe-shop.ts';
import { createShopWatch } from './shopware/check/shop-watch.ts';

export interface ShopsWatch {
  /** By the names of the shops. */
  states(): Record<string, ShopState>;
  tick(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

/** Watches over all shops of the configuration, each on connections of its own: none waits for another, or for buyers. */
export function watchShops(
  { shops }: Config,
  { log, metrics, now }: { log: Logger; metrics: Metrics | undefined; now: () => number },
): ShopsWatch {
  const watched = Object.entries(shops).map(([name, settings]) => {
    const egress = createEgress({ allowPrivate: settings.allowPrivate, maximumSockets: 2 });
    const watch = createShopWatch(createShopProbe({ settings, egress }, now), {
      now,
      tell: (fault) => logChange(log, name, fault),
      show: ({ status }) => metrics?.showShop(name, status === 'ready'),
    });
    return { name, watch, egress };
  });
  return {
    states: () => Object.fromEntries(watched.map(({ name, watch }) => [name, watch.state()])),
    tick: async () => void (await Promise.all(watched.map(({ watch }) => watch.tick()))),
    start: () => watched.forEach(({ watch }) => void watch.start()),
    async stop() {
      const stopping = watched.map(({ watch }) => watch.stop());
      // Nobody waits for a shop that says nothing.
      for (const { egress } of watched) egress.close();
      await Promise.all(stopping);
    },
  };
}

function logChange(log: Logger, shop: string, fault: PunchOutError | undefined): void {
  if (!fault) return void log.info({ event: 'shop_ready', shop });
  const { reason, detail } = fault;
  const advice = `${fault.advice} More is told by: punchgate shop check ${shop}`;
  log.warn({ event: 'shop_failed', shop, reason, detail, advice });
}
