import { Command } from 'commander';
import type { Logger } from 'pino';
import { type Adapters, openAdapters } from '../adapters.ts';
import { type Config, publicUrlOf } from '../config.ts';
import { createGateway } from '../gateway.ts';
import { listen } from '../listen.ts';
import { openMetrics, startMonitoring } from '../monitoring.ts';
import { shopNamesOf } from '../shop-names.ts';
import { watchShops } from '../watch-shops.ts';
import { type CommandContext, configOf, createLog } from './command-context.ts';
import { serveUntilStopped } from './serve-until-stopped.ts';

export function startCommand(context: CommandContext): Command {
  return new Command('start')
    .description('start the gateway, with a demo shop and a test buyer beside it')
    .option('--no-demo', 'the gateway alone (always so with NODE_ENV=production)')
    .action(async ({ demo }: { demo: boolean }) => {
      await start(context, demo && !isProduction(context));
    });
}

function isProduction({ environment }: CommandContext): boolean {
  return environment.NODE_ENV === 'production';
}

/** Whatever was opened is closed again, in reverse, also when a later step fails. */
async function start(context: CommandContext, withDemo: boolean): Promise<void> {
  await using opened = new AsyncDisposableStack();
  const configured = await configOf(context);
  const log = createLog(configured);
  const demo = withDemo ? await context.startDemo(configured) : undefined;
  opened.defer(async () => await demo?.close());
  const config = demo?.config ?? configured;
  const metrics = openMetrics(config);
  const adapters = await openAdapters(config, { log, actor: 'gateway', observe: metrics?.countVerdict });
  opened.defer(() => adapters.close());
  await demo?.seed(adapters);
  const monitoring = await startMonitoring(config, { adapters, log, metrics });
  opened.defer(() => monitoring.stop());
  const shopsWatch = watchShops(config, { log, metrics, now: Date.now });
  opened.defer(() => shopsWatch.stop());
  shopsWatch.start();
  let draining = false;
  const { states: shopStates } = shopsWatch;
  const gateway = createGateway(config, { adapters, log, draining: () => draining, shopStates });
  await warnOfLostShops(config, adapters, log);
  const listening = await listen(gateway, config.server);
  opened.defer(() => listening.drain(0));
  log.info({ event: 'started', port: listening.port, publicUrl: publicUrlOf(config), demo: withDemo });
  if (isProduction(context)) warnOfPlainHttp(config, log);
  if (demo) context.print(demo.description);
  await serveUntilStopped(context, {
    config,
    log,
    listening,
    turnUnready: () => {
      draining = true;
    },
  });
}

function warnOfPlainHttp(config: Config, log: Logger): void {
  const ofShops = Object.values(config.shops).flatMap((shop) => shop.publicUrl ?? []);
  const plain = [...new Set([publicUrlOf(config), ...ofShops])].filter((url) => url.startsWith('http:'));
  const advice =
    'Set PUBLIC_URL, or publicUrl of the shop, to the https address that buyers see: without it their links lead nowhere.';
  for (const publicUrl of plain) log.warn({ event: 'public_url', publicUrl, advice });
}

/** E.g. the Systems of a demo that was started here once. */
async function warnOfLostShops(config: Config, { systems }: Adapters, log: Logger): Promise<void> {
  for (const { system } of await systems.list()) {
    if (!system.active || shopNamesOf(config).includes(system.shop)) continue;
    const advice = `Add the shop "${system.shop}" to punchgate.yaml, or: punchgate system disable ${system.name}`;
    log.warn({ event: 'shop_missing', system: system.name, advice });
  }
}
