import type { UnitInbox, UnmappedUnit } from '../../../src/punchout/unit-inbox.ts';
import { createStandardUnits } from '../../../src/units/standard-units.ts';

/** The units that every System knows, without any of the operator's own. */
export const standardUnits = createStandardUnits({});

/** What was recorded, one call after the other. */
export class MemoryUnitInbox implements UnitInbox {
  readonly recorded: (readonly UnmappedUnit[])[] = [];
  full = false;

  async record(units: readonly UnmappedUnit[]): Promise<void> {
    if (this.full) throw new Error('no space left');
    this.recorded.push(units);
  }

  async list() {
    return this.recorded.flat().map((unit) => ({ ...unit, firstSeen: unit.at, times: 1 }));
  }

  async forget(): Promise<void> {}
}
