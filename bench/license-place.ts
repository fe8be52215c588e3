import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { type Adapters, openAdapters } from '../src/adapters.ts';
import { readConfig } from '../src/config.ts';

export interface LicensePlace {
  adapters: Adapters;
  close(): Promise<void>;
}

/** Everything that licensing is made of, over an empty SQLite file. */
export async function openLicensePlace(environment: Record<string, string> = {}): Promise<LicensePlace> {
  const dataDir = await mkdtemp(join(tmpdir(), 'punchgate-bench-'));
  const config = await readConfig(undefined, { DATA_DIR: dataDir, ...environment });
  const { license } = config;
  const server = license.server && { ...license.server, allowPrivate: true };
  const adapters = await openAdapters(
    { ...config, license: { ...license, server } },
    { log: pino({ level: 'silent' }), actor: 'bench' },
  );
  return {
    adapters,
    async close() {
      await adapters.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
