import { describe, expect, it } from 'vitest';
import { createStandardUnits } from '../../../src/units/standard-units.ts';

const own = createStandardUnits({ Stk: 'C62', Gebinde: 'XPK', kg: 'KGM' });
const { codeOf, find } = createStandardUnits({});

describe('what a shop calls a unit', () => {
  it.each([
    ['kilogram', 'KGM'],
    ['Kilogram', 'KGM'],
    ['kg', 'KGM'],
    ['KG', 'KGM'],
    ['KGM', 'KGM'],
    ['metre', 'MTR'],
    ['m', 'MTR'],
    ['m²', 'MTK'],
    ['qm', 'MTK'],
    ['l', 'LTR'],
    ['litre', 'LTR'],
    ['Std.', 'HUR'],
    ['piece', 'H87'],
    ['pc', 'H87'],
    ['Stück', 'H87'],
    ['Stu\u0308ck', 'H87'],
    ['Stk.', 'H87'],
    [' ST ', 'H87'],
    ['each', 'EA'],
    ['Paar', 'PR'],
    ['dozen', 'DZN'],
    ['box', 'XBX'],
    ['Karton', 'XCT'],
    ['Rolle', 'XRO'],
    ['pallet', 'XPX'],
    ['Pal', 'XPX'],
    ['number  of packs', 'NMP'],
  ])('%s is %s', (unit, code) => {
    expect(codeOf(unit)).toBe(code);
  });

  it.each([
    ['C62', ['unit', 'Units']],
    ['EA', ['ea', 'EA', 'ea.', 'each']],
    ['SET', ['set', 'Set', 'Satz', 'Sätze', 'SET']],
    ['XPK', ['pack', 'Packung', 'Pck.', 'pk', 'package']],
    ['XPA', ['PKT', 'Pkt.', 'Paket', 'Pakete', 'packet', 'Päckchen']],
    ['XCT', ['carton', 'Kartons', 'Ktn.']],
    ['XBX', ['Box', 'box', 'boxes', 'Boxen', 'bx', 'Schachtel']],
    ['XCS', ['case', 'cases']],
    ['XRO', ['roll', 'rolls', 'Rolle', 'Rollen', 'Rol']],
    ['XPX', ['Palette', 'Paletten', 'pallets', 'PAL']],
    ['XBE', ['Bund', 'Bündel', 'bundle', 'bundles']],
    ['XST', ['Blatt', 'Bogen', 'sheet', 'Sheets']],
    ['XBO', ['Flasche', 'Fl.', 'FL', 'bottle']],
    ['XTU', ['Tube', 'Tuben', 'tube', 'tubes']],
    ['XJR', ['Glas', 'Gläser', 'jar', 'jars']],
    ['XCX', ['can', 'cans']],
    ['XTN', ['tin']],
    ['XCU', ['Becher']],
    ['XCI', ['Kanister', 'canister']],
    ['XDR', ['drum', 'drums']],
    ['XPL', ['pail', 'pails']],
    ['XBJ', ['Eimer', 'bucket']],
    ['XPU', ['tray', 'trays']],
    ['XBK', ['Korb', 'basket']],
    ['RM', ['ream', 'Ries']],
    ['CEN', ['hundred', 'Hundert', 'CEN']],
    ['MIL', ['thousand', 'Tausend', 'Tsd.', 'MIL']],
    ['INH', ['in', 'inch', 'inches', 'Zoll', 'INH']],
    ['FOT', ['ft', 'foot', 'feet']],
    ['YRD', ['yd', 'yd.', 'yard', 'yards']],
    ['LBR', ['lb', 'lbs', 'pound', 'pounds']],
    ['ONZ', ['oz', 'OZ', 'ounce', 'ounces']],
    ['LS', ['LS', 'lump sum', 'pauschal']],
    ['LM', ['LM', 'linear metre']],
    ['SEC', ['sec', 'second', 'Sekunden']],
    ['KWT', ['kW', 'KW', 'kilowatt']],
  ])('%s is what shops call %j', (code, units) => {
    expect(units.map(codeOf)).toEqual(units.map(() => code));
  });

  it.each(['Kartusche', 'Gebinde', '', '10', 'constructor', 'bar', 'cup', 'kgm'])(
    '"%s" says nothing, or too much',
    (unit) => {
      expect(codeOf(unit)).toBeUndefined();
    },
  );

  it.each([
    ['a package of no one kind', ['VE', 'VPE', 'Verpackungseinheit', 'Einheit', 'Display', 'Lot']],
    ['one of several packages', ['Kiste', 'Kasten', 'Fass', 'Ballen', 'bale', 'Trommel', 'Spule']],
    ['a form, not a count', ['Platte', 'plate', 'Stange', 'Tafel', 'rod', 'bolt', 'cord', 'frame', 'cover']],
    ['of a country that is not told', ['gallon', 'gal', 'Gal.', 'pint', 'quart', 'fl oz', 'fl. oz.', 'ton']],
    ['a can or a measure of medicine', ['Dose', 'Dosen', 'dose']],
    ['another word in a shop', ['Rate', 'Mille', 'mil', 'bit', 'link', 'nil', 'net', 'round', 'Standard']],
    [
      'an abbreviation of the shop, not a code',
      ['KT', 'RM', 'GL', 'GB', 'HA', 'PS', 'NA', 'A4', 'AMP', 'NEW'],
    ],
  ])('%s is for the operator to say: %j', (_, units) => {
    expect(units.filter((unit) => codeOf(unit) !== undefined)).toEqual([]);
  });

  it.each(['E27', 'A76', 'A9', 'KT', 'BAR'])('%s is found all the same by who looks for it', (code) => {
    expect(find(code).map((unit) => unit.code)).toContain(code);
  });

  it.each(['PK', 'BX', 'CT', 'PA', 'PCE'])('%s is no code any more, or never was one', (code) => {
    expect(codeOf(code)).not.toBe(code);
    expect(find(code).map((unit) => unit.code)).not.toContain(code);
  });

  it('is what the operator says, before everything else', () => {
    expect(['Stk', 'stk', 'Gebinde', 'm'].map(own.codeOf)).toEqual(['C62', 'H87', 'XPK', 'MTR']);
  });
});

describe('a code that is looked for', () => {
  const codes = (text: string) => find(text).map(({ code }) => code);

  it('is found by its name, the nearest first', () => {
    const found = find('kilogram');
    expect(found[0]).toEqual({ code: 'KGM', name: 'kilogram', symbol: 'kg' });
    expect(found.length).toBeGreaterThan(5);
  });

  it('is found by its symbol, its code, and what shops call it', () => {
    expect([codes('m²')[0], codes('h87')[0], codes('Karton')[0]]).toEqual(['MTK', 'H87', 'XCT']);
  });

  it('is not there for a text that no unit has', () => {
    expect(find('Kartusche')).toEqual([]);
  });
});
