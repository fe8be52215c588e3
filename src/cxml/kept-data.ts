import { sameName } from '../punchout/same-name.ts';
import type { CxmlSystem } from '../punchout/system.ts';
import type { PunchOutSetupRequest } from './punchout-setup-request.ts';

/** What is kept of the buyer's data with the visit: all but what the System drops. */
export function keptData(
  { extrinsics, details }: Pick<PunchOutSetupRequest, 'extrinsics' | 'details'>,
  { dropped }: Pick<CxmlSystem, 'dropped'>,
): Pick<PunchOutSetupRequest, 'extrinsics' | 'details'> {
  const isKept = (name: string) => !dropped.some((other) => sameName(name, other));
  return {
    extrinsics: extrinsics.filter(([name]) => isKept(name)),
    details: details.filter(([name]) => isKept(name.slice(0, name.indexOf('.')))),
  };
}
