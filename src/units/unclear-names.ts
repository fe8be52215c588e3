/**
 * Names of the Recommendations that are another word in a shop: a dose is a can in German, gal a gallon and no
 * acceleration, a rate an instalment. No code is better than a wrong one: the operator is asked what they mean. Words
 * that stand in no list (gallon, pint, fl oz: of which country? Kiste, Stange, Gebinde, VE: which package?) are unknown
 * without being named here.
 */
export const unclearNames: ReadonlySet<string> = new Set(
  'bit bolt cord cover dose frame gal link mil mille net nil plate rate round square standard'.split(' '),
);

/** Codes of two characters that shops mean when they write them. The others are as likely their own: KT, RM, FL, GB. */
const shortCodes: ReadonlySet<string> = new Set('4L EA LF LH LM LS LY P1 PR U2 ZP ZZ'.split(' '));

/** Longer codes that are a word or a usual abbreviation, of something else. */
const unclearCodes: ReadonlySet<string> = new Set('AMP BAR MAL NEW NIL SCR'.split(' '));

/** Whether a code of the Recommendations that a shop has as its unit is meant as that code. */
export function isMeantAsCode(code: string): boolean {
  return code.length > 2 ? !unclearCodes.has(code) : shortCodes.has(code);
}
