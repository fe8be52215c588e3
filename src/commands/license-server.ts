import type { RequestListener } from 'node:http';
import { Command } from 'commander';
import type { Logger } from 'pino';
import { type Adapters, openAdapters } from '../adapters.ts';
import type { Config } from '../config.ts';
import { currentSigningKey } from '../license/signing-keys.ts';
import { createLicenseServerApp } from '../license-server/app.ts';
import { openApiDocument } from '../license-server/openapi.ts';
import { listen } from '../listen.ts';
import { openMetrics, startMonitoring } from '../monitoring.ts';
import { LicenseError } from '../punchout/license-error.ts';
import { type CommandContext, configOf, createLog } from './command-context.ts';
import { serveUntilStopped } from './serve-until-stopped.ts';

export function licenseServerCommand(context: CommandContext, version: string): Command {
  const command = new Command('license-server')
    .description("start the vendor's license server, over the database of this configuration")
    .action(() => serve(context, version));
  command
    .command('openapi')
    .description('print the OpenAPI document of the license server')
    .action(() => context.print(JSON.stringify(openApiDocument(version), undefined, 2)));
  return command;
}

/** Whatever was opened is closed again, in reverse, also when a later step fails. */
async function serve(context: CommandContext, version: string): Promise<void> {
  await using opened = new AsyncDisposableStack();
  const config = await configOf(context);
  if (config.license.server)
    throw new LicenseError('issued_elsewhere', `license.server is ${config.license.server.url}`);
  const log = createLog(config);
  const adapters = await openAdapters(config, { log, actor: 'license server' });
  opened.defer(() => adapters.close());
  const { id: signingKey } = await currentSigningKey(adapters);
  const monitoring = await startMonitoring(config, { adapters, log, metrics: openMetrics(config) });
  opened.defer(() => monitoring.stop());
  let draining = false;
  const { port, host } = config.licenseServer;
  const listening = await listen(handlerOf(config, { version, adapters, log, draining: () => draining }), {
    port,
    host,
  });
  opened.defer(() => listening.drain(0));
  log.info({ event: 'started', port: listening.port, licenseServer: true, signingKey });
  await serveUntilStopped(context, {
    config,
    log,
    listening,
    turnUnready: () => {
      draining = true;
    },
  });
}

function handlerOf(
  { licenseServer }: Config,
  {
    version,
    adapters,
    log,
    draining,
  }: { version: string; adapters: Adapters; log: Logger; draining: () => boolean },
): RequestListener {
  const { database, cache } = adapters;
  const health = {
    databaseHealthy: () => database.healthy(),
    cacheHealthy: () => cache.healthy(),
    draining,
  };
  return createLicenseServerApp({ ...adapters, ...licenseServer, version }, { log, health }).callback();
}
