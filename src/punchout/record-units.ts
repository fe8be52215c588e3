import type { Surroundings } from './ports.ts';
import type { UnitInbox, UnmappedUnit } from './unit-inbox.ts';

export interface RecordUnitsPorts {
  surroundings: Pick<Surroundings, 'now'>;
  unitInbox: UnitInbox;
}

/** Told why units could not be kept. */
export type OnInboxFailed = (cause: unknown) => void;

/**
 * Keeps units that a System has no code for, for the operator. What the buyer gets is worth more than the note about
 * it: this never throws, and tells `onFailed` instead.
 */
export async function recordUnits(
  found: readonly Pick<UnmappedUnit, 'systemId' | 'unit' | 'article'>[],
  { surroundings, unitInbox }: RecordUnitsPorts,
  onFailed: OnInboxFailed,
): Promise<void> {
  if (found.length === 0) return;
  const at = surroundings.now();
  await unitInbox.record(found.map((unit) => ({ ...unit, at }))).catch(onFailed);
}
