import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Path of the database file, made readable for this account alone; SQLite gives its side files the same mode. */
export async function createSqliteFile(dataDir: string): Promise<string> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, 'punchgate.sqlite');
  // Only where it is absent: to open and close a file in use would drop the locks this process holds on it.
  await writeFile(path, '', { flag: 'wx', mode: 0o600 }).catch(unlessItExists);
  return path;
}

function unlessItExists(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
