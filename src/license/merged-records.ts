import type { LicenseRecords } from '../punchout/license.ts';

/** The records of several sources as one. */
export function mergedRecords(all: readonly LicenseRecords[]): LicenseRecords {
  return {
    systemLicenses: all.flatMap(({ systemLicenses }) => systemLicenses),
    customerLicenses: all.flatMap(({ customerLicenses }) => customerLicenses),
    subscriptions: all.flatMap(({ subscriptions }) => subscriptions),
  };
}
