import type { LicenseStore } from '../../src/punchout/license-store.ts';
import type { Surroundings } from '../../src/punchout/ports.ts';
import type { Database } from '../../src/store/database.ts';
import { createLicenseStore } from '../../src/store/license-store.ts';
import { realSurroundings } from '../../src/store/surroundings.ts';
import { createVault } from '../../src/store/vault.ts';

export const sampleVault = createVault(Buffer.alloc(32, 3));

export function openLicenseStore(
  database: Database,
  surroundings: Surroundings = realSurroundings(),
): LicenseStore {
  return createLicenseStore(database, { vault: sampleVault, surroundings });
}
