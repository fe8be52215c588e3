import type { RequestListener } from 'node:http';
import type { Logger } from 'pino';
import type { Adapters } from './adapters.ts';
import { createApp } from './app.ts';
import { startPageUrl } from './browser/start-page.ts';
import { type Config, publicUrlOf } from './config.ts';
import { cxmlReturnProtocol } from './cxml/return-protocol.ts';
import { ociReturnProtocol } from './oci/return-protocol.ts';
import type { SessionLives } from './punchout/ports.ts';

/** The service over its adapters. */
export function createGateway(
  config: Config,
  { adapters, log, draining }: { adapters: Adapters; log: Logger; draining: () => boolean },
): RequestListener {
  const { surroundings, vault, sessions, replays, systems, shops, authority, database, cache } = adapters;
  const { standardUnits, unitInbox } = adapters;
  const publicUrl = publicUrlOf(config);
  const origin = { surroundings, host: new URL(publicUrl).hostname };
  const lives = livesOf(config);
  const { cxmlBytes, formBytes, formFields } = config.limits;
  const start = { surroundings, vault, sessions, systems, shops, lives, licenses: authority };
  const protocols = { cxml: cxmlReturnProtocol(origin), oci: ociReturnProtocol };
  const addresses = { publicUrl, startPageUrl: startPageUrl(shops) };
  const app = createApp({
    log,
    health: { databaseHealthy: () => database.healthy(), cacheHealthy: () => cache.healthy(), draining },
    cxml: { ...start, ...addresses, replays, origin, maxBytes: cxmlBytes },
    oci: { ...start, ...addresses, standardUnits, unitInbox, maxBytes: formBytes, maxFields: formFields },
    browser: {
      ...start,
      standardUnits,
      unitInbox,
      protocols,
      cookies: { secure: publicUrl.startsWith('https:'), vault },
    },
  });
  return app.callback();
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
