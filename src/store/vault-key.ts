import { createHash, randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

const shortest = 32;
const keyFileText = /^[A-Za-z0-9_-]{43}\n$/;

/**
 * The key of the vault: from PUNCHGATE_KEY, else from the file `punchgate.key` in dataDir, which the first start makes.
 * Processes that start together agree on one. Whoever loses it loses every kept secret.
 */
export async function readVaultKey(options: { punchgateKey?: string; dataDir: string }): Promise<Buffer> {
  const { punchgateKey, dataDir } = options;
  return punchgateKey === undefined ? await keyOfFile(dataDir) : keyOfText(punchgateKey);
}

function keyOfText(text: string): Buffer {
  if (text.length < shortest) {
    throw new RangeError(`PUNCHGATE_KEY has ${text.length} characters and needs at least ${shortest}`);
  }
  return createHash('sha256').update(text).digest();
}

async function keyOfFile(dataDir: string): Promise<Buffer> {
  const path = join(dataDir, 'punchgate.key');
  const text = (await readIfPresent(path)) ?? (await makeKeyFile(path, dataDir));
  if (!keyFileText.test(text))
    throw new RangeError(`${path} is damaged: it must hold what Punchgate wrote into it`);
  return Buffer.from(text, 'base64url');
}

async function readIfPresent(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Written in full beside its place, then linked there: the link fails where another process was first. */
async function makeKeyFile(path: string, dataDir: string): Promise<string> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    await writeToDisk(draft, `${randomBytes(32).toString('base64url')}\n`);
    await link(draft, path).catch(unlessItExists);
  } finally {
    await rm(draft, { force: true });
  }
  return await readFile(path, 'utf8');
}

async function writeToDisk(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

function unlessItExists(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
