import type { Source } from './profile.ts';

/** Recommendation 21 gave packages codes with an X; buyers are assumed to have those of Recommendation 20 before it. */
export const olderPackageCodes: Readonly<Record<string, string>> = {
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
};

export const packageCodeSource: Source = {
  fact: 'packages have the codes of before Recommendation 21: PK, BX, CT in place of XPK, XBX, XCT; ask the buyer',
  confidence: 'assumed',
  about: 'system',
};
