import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Config, readConfig } from '../../src/config.ts';
import { issueLicenses } from '../../src/license/issue-licenses.ts';
import { setLicenseStatus } from '../../src/license/license-status.ts';
import { type Licensing, openLicensing } from '../../src/licensing.ts';
import type { Cache, Surroundings } from '../../src/punchout/ports.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { MemoryCache } from '../../src/store/memory-cache.ts';
import { realSurroundings } from '../../src/store/surroundings.ts';
import { onEveryDatabase } from './every-database.ts';
import { sampleVault } from './open-license-store.ts';

type Process = Licensing & { surroundings: Surroundings };

onEveryDatabase('two processes that share a database', (current) => {
  const opened: Database[] = [];
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
  afterEach(async () => {
    vi.useRealTimers();
    for (const database of opened.splice(0)) await database.close();
  });

  async function openProcess(config: Config, cache: Cache): Promise<Process> {
    const database = await openDatabase(current().options);
    opened.push(database);
    const surroundings = realSurroundings();
    const ports = { database, cache, vault: sampleVault, surroundings, actor: 'test' };
    return { ...openLicensing(config, ports), surroundings };
  }

  async function openTwo(cache: () => Cache): Promise<[Process, Process]> {
    const config = await readConfig(undefined, { DATA_DIR: current().options.dataDir });
    return [await openProcess(config, cache()), await openProcess(config, cache())];
  }

  const question = () => ({
    website: 'https://shop.example',
    systemId: randomUUID(),
    fingerprint: `v1:${randomUUID()}`,
    customerId: randomUUID(),
  });

  it.each([
    ['share a cache', true],
    ['have caches of their own', false],
  ])(
    'and %s: each sees what the other has changed half a second later, and its own change at once',
    async (_, isShared) => {
      const shared = new MemoryCache();
      const [one, other] = await openTwo(() => (isShared ? shared : new MemoryCache()));
      const asked = question();
      const order = { ...asked, customerIds: [asked.customerId], holder: 'Shop GmbH' };
      expect(await other.authority.verdict(asked)).toMatchObject({ reason: 'license_missing' });
      const { systemLicense } = await issueLicenses(order, one);
      expect(await one.authority.verdict(asked)).toMatchObject({ valid: true });
      vi.advanceTimersByTime(500);
      expect(await other.authority.verdict(asked)).toMatchObject({ valid: true });
      for (const status of ['suspended', 'active', 'revoked'] as const) {
        await setLicenseStatus({ license: systemLicense.license.id, status }, other);
        const expected = status === 'active' ? { valid: true } : { reason: `license_${status}` };
        expect(await other.authority.verdict(asked)).toMatchObject(expected);
        vi.advanceTimersByTime(500);
        expect(await one.authority.verdict(asked)).toMatchObject(expected);
      }
    },
  );

  it('and lose it go on with what they remember, for as long as that lives', async () => {
    const [one] = await openTwo(() => new MemoryCache());
    const asked = question();
    const order = { ...asked, customerIds: [asked.customerId], holder: 'Shop GmbH' };
    await issueLicenses(order, one);
    await one.authority.verdict(asked);
    const [database] = opened.splice(0, 1);
    await database?.close();
    expect(await one.authority.verdict(asked)).toMatchObject({ valid: true });
    vi.advanceTimersByTime(500);
    expect(await one.authority.verdict(asked)).toMatchObject({ valid: true });
    vi.advanceTimersByTime(300_000);
    await expect(one.authority.verdict(asked)).rejects.toMatchObject({ reason: 'license_unverifiable' });
  });
});
