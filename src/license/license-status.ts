import type { LicenseStatus } from '../punchout/license.ts';
import { LicenseError } from '../punchout/license-error.ts';
import type { KeyedLicense } from '../punchout/license-store.ts';
import type { ChangePorts } from './change-ports.ts';
import { licenseNamed } from './find-license.ts';

const actions: Record<LicenseStatus, string> = {
  active: 'reinstated',
  suspended: 'suspended',
  revoked: 'revoked',
};

/**
 * Suspends, reinstates or revokes a license. A revoked one stays revoked.
 * @throws LicenseError `key_*`, `license_unknown`, `license_revoked`
 */
export async function setLicenseStatus(
  { license: name, status }: { license: string; status: LicenseStatus },
  ports: ChangePorts,
): Promise<KeyedLicense> {
  return await ports.licenses.change(ports.actor, async (change) => {
    const found = await licenseNamed(name, change);
    if (found.license.status === status) return found;
    if (found.license.status === 'revoked') throw new LicenseError('license_revoked', found.license.id);
    if (found.kind === 'system') {
      const license = { ...found.license, status };
      await change.saveSystemLicense(actions[status], license);
      return { kind: 'system', license };
    }
    const license = { ...found.license, status };
    await change.saveCustomerLicense(actions[status], license);
    return { kind: 'customer', license };
  });
}
