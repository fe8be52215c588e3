import type { TestProject } from 'vitest/node';
import {
  findProgram,
  type MissingPart,
  missingDataFolders,
  missingPrograms,
} from './support/services/availability.ts';
import { startPostgres } from './support/services/postgres.ts';
import { startRedis } from './support/services/redis.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** One Redis for the whole run; undefined where redis-server is not installed. */
    redisUrl: string | undefined;
    /** One PostgreSQL for the whole run; undefined where it is not installed. Make a database of your own in it. */
    postgresUrl: string | undefined;
  }
}

/** Starts what all test files share and answers how to stop it. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  reportMissing();
  const redis = findProgram('redis') === undefined ? undefined : await startRedis();
  const postgres = findProgram('postgres') === undefined ? undefined : await startPostgres();
  project.provide('redisUrl', redis?.url);
  project.provide('postgresUrl', postgres?.url);
  return async () => {
    await Promise.all([redis?.stop(), postgres?.stop()]);
  };
}

function reportMissing(): void {
  const programs = missingPrograms();
  for (const part of [...programs, ...missingDataFolders()]) {
    console.warn(skipLine(part));
  }
  if (programs.length > 0 && servicesAreRequired()) {
    throw new Error(`CI=true and REQUIRE_SERVICES=1 allow nothing to be missing: ${names(programs)}`);
  }
}

function skipLine({ name, skippedWithout, howToProvide }: MissingPart): string {
  return `${name} not found, skipping ${skippedWithout} (${howToProvide})`;
}

function names(parts: MissingPart[]): string {
  return parts.map((part) => part.name).join(', ');
}

function servicesAreRequired(): boolean {
  return process.env.CI === 'true' || process.env.REQUIRE_SERVICES === '1';
}
