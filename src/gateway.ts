import type { Logger } from 'pino';
import type { Adapters } from './adapters.ts';
import { createService } from './app.ts';
import { createRenewals } from './browser/renewals.ts';
import { startPageUrl } from './browser/start-link.ts';
import { shopHostOf } from './browser/visit-host.ts';
import { type Config, publicUrlOf } from './config.ts';
import { cxmlReturnProtocol } from './cxml/return-protocol.ts';
import type { HealthPorts } from './http/health-routes.ts';
import type { Service } from './listen.ts';
import { ociReturnProtocol } from './oci/return-protocol.ts';
import type { SessionLives } from './punchout/ports.ts';
import { createSnapshotQueues } from './punchout/snapshot-queue.ts';
import { shopAppPorts } from './shop-app-ports.ts';

interface GatewayPorts extends Pick<HealthPorts, 'draining' | 'shopStates'> {
  adapters: Adapters;
  log: Logger;
}

/** The service over its adapters. */
export function createGateway(
  config: Config,
  { adapters, log, draining, shopStates }: GatewayPorts,
): Service {
  const { surroundings, vault, sessions, replays, systems, shops, authority, database, cache } = adapters;
  const { standardUnits, unitInbox, madeCustomers, shopCookies } = adapters;
  const publicUrl = publicUrlOf(config);
  const origin = { surroundings, host: new URL(publicUrl).hostname };
  const lives = livesOf(config);
  const { cxmlBytes, formBytes, formFields } = config.limits;
  const start = { surroundings, vault, sessions, systems, shops, lives, licenses: authority };
  const protocols = { cxml: cxmlReturnProtocol(origin), oci: ociReturnProtocol };
  const addresses = { publicUrl, startPageUrl: startPageUrl(shops) };
  const hosts = Object.values(config.shops).map((shop) => shopHostOf(shop.publicUrl ?? publicUrl));
  const browser = {
    ...start,
    standardUnits,
    unitInbox,
    protocols,
    shopCookies,
    hosts,
    ...cartPorts(adapters),
  };
  const ports = {
    log,
    health: {
      databaseHealthy: () => database.healthy(),
      cacheHealthy: () => cache.healthy(),
      draining,
      shopStates,
    },
    cxml: { ...start, ...addresses, madeCustomers, replays, origin, maxBytes: cxmlBytes },
    oci: { ...start, ...addresses, standardUnits, unitInbox, maxBytes: formBytes, maxFields: formFields },
    browser,
    shopApp: shopAppPorts(config, adapters, browser),
  };
  return createService(ports);
}

/** So many carts are read beside the visits at once, of each shop; a cart that waits waits once. */
const snapshotLimits = { atOnce: 8, waiting: 1_000 };

function cartPorts({ snapshots }: Adapters) {
  return { snapshots, snapshotQueueOf: createSnapshotQueues(snapshotLimits), renewals: createRenewals() };
}

export function livesOf({ session }: Config): SessionLives {
  const { startSeconds, hours, reentrySeconds, returnPageMinutes } = session;
  return {
    startLink: startSeconds * 1000,
    session: hours * 3_600_000,
    reentry: reentrySeconds * 1000,
    returnPage: returnPageMinutes * 60_000,
  };
}
