import type { Source } from './profile.ts';
import { ociAndOracle } from './reference-pages.ts';

/** Recommendation 21 gave packages codes with an X; buyers with SAP are assumed to have those of before. */
export const sapUnits = {
  table: {
    XBE: 'BE',
    XBG: 'BG',
    XBJ: 'BJ',
    XBK: 'BK',
    XBO: 'BO',
    XBX: 'BX',
    XCA: 'CA',
    XCS: 'CS',
    XCT: 'CT',
    XCU: 'CU',
    XCX: 'CA',
    XDR: 'DR',
    XJR: 'JR',
    XPA: 'PA',
    XPK: 'PK',
    XPL: 'PL',
    XPX: 'PF',
    XRL: 'RL',
    XRO: 'RO',
    XSA: 'SA',
    XTN: 'TN',
    XTU: 'TU',
  },
  default: 'PCE',
};

export const sapUnitSources: readonly Source[] = [
  {
    fact: 'units are ISO codes of a list that each client may change (T006I)',
    source: `http://www.sapdatasheet.org/abap/dtel/isocd_unit.html; ${ociAndOracle}`,
    confidence: 'reported',
  },
  {
    fact: 'packages have the codes of before Recommendation 21: PK, BX, CT in place of XPK, XBX, XCT; ask the buyer',
    confidence: 'assumed',
    about: 'system',
  },
];
