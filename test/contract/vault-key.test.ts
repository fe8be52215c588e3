import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readVaultKey } from '../../src/store/vault-key.ts';

describe('the key of the vault', () => {
  let parent: string;
  let dataDir: string;
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'punchgate-key-'));
    dataDir = join(parent, 'data');
  });
  afterEach(() => rm(parent, { recursive: true }));

  it('is made at the first start, for this account alone, and is the same at the next', async () => {
    const key = await readVaultKey({ dataDir });
    expect(key).toHaveLength(32);
    expect(await readVaultKey({ dataDir })).toEqual(key);
    expect((await stat(join(dataDir, 'punchgate.key'))).mode & 0o777).toBe(0o600);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
  });

  it('is one for all that start together, and no draft is left', async () => {
    const starts = Array.from({ length: 20 }, () => readVaultKey({ dataDir }));
    const keys = (await Promise.all(starts)).map((key) => key.toString('hex'));
    expect(new Set(keys).size).toBe(1);
    expect(await readdir(dataDir)).toEqual(['punchgate.key']);
  });

  it('comes from PUNCHGATE_KEY where that is set, and then no file is made', async () => {
    const punchgateKey = 'correct horse battery staple, 32+';
    const key = await readVaultKey({ punchgateKey, dataDir });
    expect(key).toHaveLength(32);
    expect(await readVaultKey({ punchgateKey, dataDir: parent })).toEqual(key);
    expect(await readVaultKey({ punchgateKey: `${punchgateKey}!`, dataDir })).not.toEqual(key);
    expect(await readdir(parent)).toEqual([]);
  });

  it('is refused where PUNCHGATE_KEY is short, without showing it', async () => {
    const short = readVaultKey({ punchgateKey: 'hunter2', dataDir });
    await expect(short).rejects.toThrow('PUNCHGATE_KEY has 7 characters and needs at least 32');
    await expect(short).rejects.not.toThrow('hunter2');
  });

  it('is refused where its file is damaged, so that nothing is sealed with a wrong key', async () => {
    await readVaultKey({ dataDir });
    await writeFile(join(dataDir, 'punchgate.key'), '');
    await expect(readVaultKey({ dataDir })).rejects.toThrow('punchgate.key is damaged');
  });
});
