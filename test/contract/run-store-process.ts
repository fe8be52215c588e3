import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { DatabaseOptions } from './every-database.ts';

const program = fileURLToPath(new URL('./store-process.ts', import.meta.url));

/** Starts a process of its own that opens the database and tries to end the sessions; answers those it ended. */
export async function endSessionsInProcess(
  options: DatabaseOptions,
  sessionIds: string[],
): Promise<string[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    program,
    JSON.stringify({ options, sessionIds }),
  ]);
  return JSON.parse(stdout);
}
