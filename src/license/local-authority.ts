import type { LicenseAuthority, LicenseStore, Surroundings } from '../punchout/ports.ts';
import { asPunchOutError, PunchOutError } from '../punchout/punchout-error.ts';
import { judge } from './verdict.ts';

/** The authority of a gateway that holds its licenses in its own database. */
export function localAuthority(licenses: LicenseStore, { now }: Surroundings): LicenseAuthority {
  return {
    async verdict(question) {
      try {
        return judge(question, await licenses.recordsFor(question), now());
      } catch (cause) {
        throw new PunchOutError('license_unverifiable', asPunchOutError(cause).detail, { cause });
      }
    },
  };
}
