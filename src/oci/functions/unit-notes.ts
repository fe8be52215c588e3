import type { Logger } from 'pino';
import { logInboxFailure } from '../../http/log-inbox-failure.ts';
import type { CartItem } from '../../punchout/cart.ts';
import { recordUnits } from '../../punchout/record-units.ts';
import { unmappedUnits } from '../../punchout/unit-of-measure.ts';
import type { FunctionPorts, OciVisit } from './function-call.ts';

interface Place {
  visit: OciVisit;
  ports: FunctionPorts;
  log: Logger;
}

/** Units without a code that the articles of one call have: the first article of each. */
export interface UnitNotes {
  read(items: readonly CartItem[]): void;
  /** Keeps them for the operator, once for the call; never throws. */
  keep(): Promise<void>;
}

/** A call may read its articles in portions: what each has is kept at its end. */
export function unitNotes({ visit, ports, log }: Place): UnitNotes {
  const { id: systemId, name, units } = visit.system;
  const found = new Map<string, { systemId: string; unit: string; article: string }>();
  return {
    read(items) {
      for (const note of unmappedUnits(items, { units, standardUnits: visit.standardUnits }))
        if (!found.has(note.unit)) found.set(note.unit, { ...note, systemId });
    },
    keep: () => recordUnits([...found.values()], ports, logInboxFailure(log, name)),
  };
}
