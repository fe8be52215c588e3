import type { LicenseStore } from '../punchout/license-store.ts';
import type { Surroundings } from '../punchout/ports.ts';

/** What a change of licenses needs. */
export interface ChangePorts {
  licenses: LicenseStore;
  surroundings: Surroundings;
  /** Who changes them, as the history shall name it. */
  actor: string;
}
