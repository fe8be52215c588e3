import { Command } from 'commander';
import { openAdapters } from '../adapters.ts';
import { publicUrlOf } from '../config.ts';
import { createGateway } from '../gateway.ts';
import { listen } from '../listen.ts';
import { type CommandContext, configOf, createLog } from './command-context.ts';

export function startCommand(context: CommandContext): Command {
  return new Command('start')
    .description('start the gateway, with a demo shop and a test buyer beside it')
    .option('--no-demo', 'the gateway alone (always so with NODE_ENV=production)')
    .action(async ({ demo }: { demo: boolean }) => {
      await start(context, demo && context.environment.NODE_ENV !== 'production');
    });
}

async function start(context: CommandContext, withDemo: boolean): Promise<void> {
  const configured = await configOf(context);
  const log = createLog(configured);
  const demo = withDemo ? await context.startDemo(configured) : undefined;
  const config = demo?.config ?? configured;
  const adapters = await openAdapters(config, log);
  await demo?.seed(adapters);
  let draining = false;
  const gateway = createGateway(config, { adapters, log, draining: () => draining });
  const { port, drain } = await listen(gateway, config.server);
  log.info({ event: 'started', port, publicUrl: publicUrlOf(config), demo: withDemo });
  if (demo) context.print(demo.description);
  await context.stopRequested();
  draining = true;
  log.info({ event: 'draining' });
  await drain(config.server.drainSeconds * 1000);
  await demo?.close();
  await adapters.close();
  log.info({ event: 'stopped' });
}
