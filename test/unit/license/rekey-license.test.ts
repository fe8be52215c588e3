import { afterAll, beforeAll, expect, it } from 'vitest';
import { rekeyLicense } from '../../../src/license/buy-licenses.ts';
import { setLicenseStatus } from '../../../src/license/license-status.ts';
import { type LicensePlace, openLicensePlace, sell } from '../../support/license-server.ts';

let vendor: LicensePlace;
beforeAll(async () => {
  vendor = await openLicensePlace();
});
afterAll(() => vendor.close());

it('a revoked license gets no new key: it could never count', async () => {
  const { issued } = await sell(vendor);
  const license = issued[0]?.license.id ?? '';
  await setLicenseStatus({ license, status: 'revoked' }, vendor.adapters);
  await expect(rekeyLicense(license, vendor.adapters)).rejects.toMatchObject({ code: 'license_revoked' });
});
