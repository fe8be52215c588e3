import { packageCodeSource } from './package-codes.ts';
import type { Source } from './profile.ts';
import { ociAndOracle } from './reference-pages.ts';

/** Facts that hold for every profile of SAP. */
export const sapSources: readonly Source[] = [
  {
    fact: 'units are ISO codes of a list that each client may change (T006I)',
    source: `http://www.sapdatasheet.org/abap/dtel/isocd_unit.html; ${ociAndOracle}`,
    confidence: 'reported',
  },
  packageCodeSource,
];
