import { randomUUID } from 'node:crypto';
import { readConfig } from '../../src/config.ts';
import type { DraftPorts } from '../../src/draft-system.ts';
import { type Licensing, openLicensing } from '../../src/licensing.ts';
import type { System } from '../../src/punchout/system.ts';
import { unitMappingSchema } from '../../src/punchout/unit-of-measure.ts';
import type { Database } from '../../src/store/database.ts';
import { MemoryCache } from '../../src/store/memory-cache.ts';
import { realSurroundings } from '../../src/store/surroundings.ts';
import { createSystemStore } from '../../src/store/system-store.ts';
import { createVault } from '../../src/store/vault.ts';
import { sampleSystem } from './samples.ts';

export type Desk = DraftPorts & Licensing & { close(): void };

export const website = 'https://shop.example';

/** What a process has that edits Systems and licenses. */
export async function openDesk(database: Database): Promise<Desk> {
  const surroundings = realSurroundings();
  const vault = createVault(Buffer.alloc(32, 7));
  const config = await readConfig(undefined, {});
  const ports = { database, vault, surroundings, cache: new MemoryCache(), actor: 'operator' };
  const shops = { websiteOf: () => website };
  return {
    ...openLicensing(config, ports),
    systems: createSystemStore(database),
    vault,
    surroundings,
    shops,
  };
}

/** A configuration that no other test has. */
export function ownSystem(): System {
  const table = { Stück: 'PCE', [randomUUID()]: 'EA' };
  return sampleSystem({ units: unitMappingSchema.parse({ table }) });
}

export function edited(system: System, unit = 'EA'): System {
  return { ...system, units: { ...system.units, default: unit } };
}
