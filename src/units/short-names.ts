/**
 * What shops really write, in German and English: symbols and short names, whatever their case. They come before the
 * names of the Recommendations, so that `Pal` is a pallet and no pascal, `pc` a piece and no parsec.
 */
const shortNames: Record<string, string> = {
  H87: 'pc pcs pce pces pieces stk stck st stück stücke stueck',
  PR: 'pairs paar paare',
  SET: 'sets satz',
  DZN: 'dzn doz dtz dutzend',
  XPK: 'pack packs pkg pck pak packung packungen',
  XPA: 'päckchen',
  XCT: 'ctn krt ktn kar karton kartons',
  XBX: 'boxes schachtel',
  XRO: 'rolls rol rll rolle rollen',
  XPX: 'pal pallets palette paletten',
  XBG: 'bags btl beutel tüte',
  XSA: 'sacks sack säcke',
  XBO: 'bottle bottles flasche flaschen',
  XTU: 'tubes tube tuben',
  XBJ: 'buckets eimer',
  MTR: 'm mtr meter meters metres lfm lfdm',
  CMT: 'cm zentimeter centimeter',
  MMT: 'mm millimeter',
  KMT: 'km kilometer',
  MTK: 'm² m2 qm quadratmeter',
  MTQ: 'm³ m3 cbm kubikmeter',
  LTR: 'l ltr liter liters litres',
  MLT: 'ml milliliter',
  CLT: 'cl zentiliter',
  HLT: 'hl hektoliter',
  KGM: 'kg kilo kilos kilograms kilogramm',
  GRM: 'g gr grams gramm',
  MGM: 'mg milligramm',
  TNE: 't to tonne tonnen',
  HUR: 'h std stunde stunden hours',
  MIN: 'min minute minuten minutes',
  DAY: 'd tag tage days',
  WEE: 'woche wochen weeks',
  MON: 'monat monate months',
  ANN: 'jahr jahre years',
  KWH: 'kwh',
};

/** Short names of everyday units in lower case, to their codes. */
export const shortNameCodes: ReadonlyMap<string, string> = new Map(
  Object.entries(shortNames).flatMap(([code, names]) =>
    names.split(' ').map((name): [string, string] => [name, code]),
  ),
);
