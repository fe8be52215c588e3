import { olderPackageCodes, packageCodeSource } from './package-codes.ts';
import type { Source } from './profile.ts';
import { ociAndOracle } from './reference-pages.ts';

export const sapUnits = {
  table: olderPackageCodes,
  default: 'PCE',
};

export const sapUnitSources: readonly Source[] = [
  {
    fact: 'units are ISO codes of a list that each client may change (T006I)',
    source: `http://www.sapdatasheet.org/abap/dtel/isocd_unit.html; ${ociAndOracle}`,
    confidence: 'reported',
  },
  packageCodeSource,
];
