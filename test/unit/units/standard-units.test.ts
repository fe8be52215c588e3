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

  it.each(['Kartusche', 'Gebinde', '', '10', 'constructor', 'bar', 'cup', 'kgm'])(
    '"%s" says nothing, or too much',
    (unit) => {
      expect(codeOf(unit)).toBeUndefined();
    },
  );

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
