import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { AssignOrder } from '../../src/license/assign-customer.ts';
import type { ClaimResult } from './claim-process.ts';
import type { DatabaseOptions } from './every-database.ts';

/** Starts a process of its own that opens the database and tries to end the sessions; answers those it ended. */
export async function endSessionsInProcess(
  options: DatabaseOptions,
  sessionIds: string[],
): Promise<string[]> {
  return (await outputOf('store-process.ts', { options, sessionIds })) as string[];
}

/** Starts a process of its own that claims seats, all at once. */
export async function claimSeatsInProcess(
  options: DatabaseOptions,
  claims: AssignOrder[],
): Promise<ClaimResult[]> {
  return (await outputOf('claim-process.ts', { options, claims })) as ClaimResult[];
}

async function outputOf(program: string, order: unknown): Promise<unknown> {
  const path = fileURLToPath(new URL(program, import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [path, JSON.stringify(order)]);
  return JSON.parse(stdout);
}
