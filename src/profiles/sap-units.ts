import type { Source } from './profile.ts';

/** Recommendation 21 gave packages codes with an X; SAP's list of ISO codes has those of before. */
export const sapUnits = {
  table: {
    XBG: 'BG',
    XBO: 'BO',
    XBX: 'BX',
    XCS: 'CS',
    XCT: 'CT',
    XPA: 'PA',
    XPK: 'PK',
    XPX: 'PF',
    XRO: 'RO',
    XTU: 'TU',
  },
  default: 'PCE',
};

export const sapUnitSource: Source = {
  fact: 'units are ISO codes of a list that each client may change (T006I); packages have the older codes PK, BX, CT',
  source: 'http://www.sapdatasheet.org/abap/dtel/isocd_unit.html; https://github.com/njp970/punchoutsandbox',
  confidence: 'reported',
};
