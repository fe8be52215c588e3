import type { LicenseReason } from '../../../src/punchout/license-verdict.ts';
import { reasons } from '../../../src/punchout/reasons.ts';

/** Every reason that a license verdict can give. */
export const licenseReasons = Object.keys(reasons).filter(isLicenseReason);

function isLicenseReason(reason: string): reason is LicenseReason {
  return /^(license|customer_license)_/.test(reason);
}
